package org.ringdesk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.NewKey;
import org.ringdesk.platform.StartRefused;
import org.ringdesk.platform.UncaughtExceptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.PortInUseException;

/** Starts the service desk. What keeps it from starting is said in one line, with exit code 1. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Ringdesk {
    static void main(String... args) {
        Thread.setDefaultUncaughtExceptionHandler(new UncaughtExceptions());
        try {
            if (args.length > 0 && args[0].equals("new-key")) {
                NewKey.make(Arrays.copyOfRange(args, 1, args.length));
            } else {
                SpringApplication.run(Ringdesk.class, args);
            }
        } catch (RuntimeException e) {
            System.err.println("ringdesk: " + reason(e));
            System.exit(1);
        }
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof StartRefused) {
                return String.valueOf(next.getMessage());
            }
            if (next instanceof PortInUseException taken) {
                return "port " + taken.getPort() + " is taken; choose another one with --port";
            }
            cause = next;
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
