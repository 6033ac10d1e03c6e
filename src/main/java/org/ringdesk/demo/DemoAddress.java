package org.ringdesk.demo;

import org.ringdesk.platform.Listening;
import org.ringdesk.platform.StartRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The demo's passwords are public, so that it serves nobody but its own computer, however it was started. */
@Component
@Profile("demo")
class DemoAddress implements BeanFactoryPostProcessor {
    /** Before any data are touched. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (!Listening.of(beans.getBean(Environment.class)).onThisComputerOnly()) {
            throw new StartRefused(
                    "the demo serves loopback only: leave out server.address, or start without the profile demo");
        }
    }
}
