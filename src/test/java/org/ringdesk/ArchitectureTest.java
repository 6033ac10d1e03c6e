package org.ringdesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.stereotype.Controller;

/** The rules of docs/architecture.md that a build can check. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ringdesk");

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(Ringdesk.class).verify();
    }

    @Test
    void theModulePictureInTheDocsIsTheBuildsOwn() throws IOException {
        ApplicationModules modules = ApplicationModules.of(Ringdesk.class);
        Path drawn = Path.of("target/modules");
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults());
        Files.createDirectories(Path.of("docs/modules"));
        Files.writeString(Path.of("docs/modules/modules.md"), ModulePicture.of(modules));
        assertThat(drawn).isNotEmptyDirectory();
    }

    @Test
    void timeComesFromTheInjectedClock() {
        for (Class<?> type : List.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)) {
            noClasses().should().callMethod(type, "now").check(CODE);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CODE);
    }

    @Test
    void whatABeanNeedsStandsInItsConstructor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Autowired.class)
                .check(CODE);
    }

    @Test
    void controllersAndRepositoriesStayInsideTheirModule() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .notBePublic()
                .check(CODE);
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .notBePublic()
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
            assertThat(packages)
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("NullMarked"));
        }
    }

    @Test
    void namesThatSayNothingAreNotUsed() {
        for (String ending : List.of("Manager", "Helper", "Util", "Utils", "Impl")) {
            noClasses().should().haveSimpleNameEndingWith(ending).check(CODE);
        }
    }

    @Test
    void connectionsToPhoneSystemsLeadWhereTargetsLetsThem() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.ringdesk.pbx.Targets")
                .should()
                .callConstructor(InetSocketAddress.class, String.class, int.class)
                .orShould()
                .callConstructor(Socket.class, String.class, int.class)
                .because("what a name leads to is looked at before anything connects to it")
                .check(CODE);
    }
}
