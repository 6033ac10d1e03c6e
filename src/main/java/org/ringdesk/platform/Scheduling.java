package org.ringdesk.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets methods say when they are due. Each node runs them; where one is enough, they find nothing left to do. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduling.class);

    /** That the database is away is said once, by {@link DatabaseWatch}; what is due then is due again soon. */
    @Bean
    SimpleAsyncTaskSchedulerCustomizer quietWhileTheDatabaseIsAway() {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (!DatabaseAway.isCause(failure)) {
                LOG.error("What was due failed", failure);
            }
        });
    }
}
