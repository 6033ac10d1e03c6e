package org.ringdesk.platform;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection out of a pool, from being taken to being given back. */
final class Lease implements InvocationHandler {
    private final Connection connection;
    private final @Nullable Waiting waiting;
    private final Consumer<Lease> whenGivenBack;
    private final Runnable whenBroken;
    private final long since = System.nanoTime();
    private boolean over;

    /**
     * @param waiting whose time it takes; null for work of the background
     * @param whenBroken lets the pool forget it
     */
    Lease(Connection connection, @Nullable Waiting waiting, Consumer<Lease> whenGivenBack, Runnable whenBroken) {
        this.connection = connection;
        this.waiting = waiting;
        this.whenGivenBack = whenGivenBack;
        this.whenBroken = whenBroken;
    }

    Connection open() {
        return (Connection)
                Proxy.newProxyInstance(Lease.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    boolean isOfRequest() {
        return waiting != null;
    }

    /** Whether the request that has it has waited for too long. */
    boolean isOverdue(long now) {
        return waiting != null && !waiting.isPatient() && now - since > waiting.left();
    }

    /** Takes it away from whoever waits for an answer on it. The server ends what it does when it notices, or is told to. */
    void cut() {
        whenBroken.run();
        try {
            connection.abort(Thread::startVirtualThread);
        } catch (SQLException e) {
            // It is as dead as it was to be.
            giveBack();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // What a proxy is the same as is itself alone.
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "close" -> giveBack();
            default -> {
                // Everything else is the connection's own.
            }
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized void giveBack() {
        if (!over) {
            over = true;
            if (waiting != null) {
                waiting.spend(System.nanoTime() - since);
            }
            whenGivenBack.accept(this);
        }
    }
}
