package org.ringdesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Ringdesk {
    static void main(String... args) {
        SpringApplication.run(Ringdesk.class, args);
    }
}
