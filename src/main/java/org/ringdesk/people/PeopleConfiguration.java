package org.ringdesk.people;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Makes the settings of this module known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SiteSettings.class, ImportSettings.class})
class PeopleConfiguration {}
