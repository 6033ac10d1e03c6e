package org.ringdesk.people;

import org.ringdesk.bounds.LargeBody;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the settings of this module known, and where its large files arrive. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SiteSettings.class, ImportSettings.class})
class PeopleConfiguration {
    @Bean
    LargeBody uploadedFile(ImportSettings settings) {
        return new LargeBody(ImportController.PATH, settings.largestFile(), true);
    }

    @Bean
    LargeBody sentFile(ImportSettings settings) {
        return new LargeBody(ImportApi.PATH, settings.largestFile(), false);
    }
}
