package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody but its owner looks into the data directory. */
class DataDirectoryTest {
    @TempDir
    Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path existing() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        return data;
    }

    @Test
    void aNewOneIsItsOwners() throws IOException {
        Path data = folder.resolve("new/data");
        DataDirectory.take(data).close();
        assertThat(rights(data)).isEqualTo("rwx------");
    }

    @Test
    void oneThatIsEmptyOrWasUsedBeforeIsClosed() throws IOException {
        Path data = existing();
        DataDirectory.take(data).close();
        assertThat(rights(data)).isEqualTo("rwx------");
        Files.createFile(data.resolve("whatever"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        DataDirectory.take(data).close();
        assertThat(rights(data)).isEqualTo("rwx------");
    }

    @Test
    void oneThatHoldsOtherThingsIsLeftAsItIs() throws IOException {
        Path data = existing();
        Files.createFile(data.resolve("letter.txt"));
        DataDirectory.take(data).close();
        assertThat(rights(data)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void whoHasItIsNamed() throws IOException {
        Path data = existing();
        try (DataDirectory taken = DataDirectory.take(data)) {
            assertThatThrownBy(() -> DataDirectory.take(taken.path()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
        }
    }
}
