package org.ringdesk.platform;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets methods say when they are due. Each node runs them; where one is enough, they find nothing left to do. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Scheduling {}
