package org.ringdesk;

import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The modules and what they use, as a picture that GitHub and other viewers draw (Mermaid). */
final class ModulePicture {
    private ModulePicture() {}

    static String of(ApplicationModules modules) {
        String arrows = modules.stream()
                .flatMap(module -> module.getDirectDependencies(modules)
                        .uniqueModules()
                        .map(used -> "    " + name(module) + " --> " + name(used)))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        return """
                # Modules

                Drawn by the build from the code (`ArchitectureTest`); an arrow means "uses".

                ```mermaid
                flowchart TD
                %s
                ```
                """.formatted(arrows);
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
