package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SiteSettingsTest {
    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(PeopleConfiguration.class);

    @Test
    void siteWithoutSettingsIsAnAmericanOneWithoutAnyHabits() {
        start.run(context ->
                assertThat(context.getBean(SiteSettings.class)).isEqualTo(new SiteSettings("US", "", "", List.of())));
    }

    @Test
    void extensionsAreWrittenOnOneLine() {
        start.withPropertyValues("ringdesk.site.country=de", "ringdesk.site.extensions=200-299, 7000")
                .run(context -> assertThat(context.getBean(SiteSettings.class).ranges())
                        .containsExactly(new ExtensionRange("200", "299"), new ExtensionRange("7000", "7000")));
    }

    @Test
    void settingThatIsNoneStopsTheStartWithItsNameAndWhatItHasToBe() {
        start.withPropertyValues("ringdesk.site.country=Atlantis")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith(
                                "The setting ringdesk.site.country is 'ATLANTIS', but has to be a two-letter"));
    }
}
