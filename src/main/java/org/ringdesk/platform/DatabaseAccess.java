package org.ringdesk.platform;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * How new connections are made. The address is asked for each time, since an embedded PostgreSQL that had to be started again
 * may have another port. No step of making one waits for longer than {@link #SECONDS_TO_CONNECT}, whatever the other side does.
 */
final class DatabaseAccess extends AbstractDataSource {
    private static final int SECONDS_TO_CONNECT = 5;

    private final Supplier<String> url;
    private final String user;
    private final String password;
    private final Properties properties;

    /** @param settings with the driver's properties */
    DatabaseAccess(Supplier<String> url, String user, String password, HikariConfig settings) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.properties = settings.getDataSourceProperties();
    }

    String url() {
        return url.get();
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection made = getConnection(SECONDS_TO_CONNECT);
        // From here on, whoever uses it says how long.
        made.setNetworkTimeout(Runnable::run, 0);
        return made;
    }

    /** A connection on which no answer is waited for longer than that, the whole of its life. */
    Connection getConnection(int seconds) throws SQLException {
        var all = new Properties();
        all.setProperty("tcpKeepAlive", "true");
        properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
        properties.forEach((name, value) -> all.setProperty(String.valueOf(name), String.valueOf(value)));
        all.setProperty("connectTimeout", Integer.toString(seconds));
        all.setProperty("socketTimeout", Integer.toString(seconds));
        if (!user.isEmpty()) {
            all.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            all.setProperty("password", password);
        }
        return DriverManager.getConnection(url.get(), all);
    }

    /** The pool's way of asking; it knows no other user. */
    @Override
    public Connection getConnection(String name, String secret) throws SQLException {
        return getConnection();
    }

    /** The pool tells it; each step has its own time already. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
