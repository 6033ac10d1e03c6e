package org.ringdesk.platform;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code seal.key} in the data directory, which only its owner may read. A key that is to take its place waits in
 * {@code seal.key.new} until everything is sealed by it.
 */
final class SealKeyFile {
    private static final String ONLY_ITS_OWNERS = "rw-------";

    private final Path file;
    private final Path next;

    SealKeyFile(Path data) {
        this.file = data.toAbsolutePath().normalize().resolve("seal.key");
        this.next = file.resolveSibling("seal.key.new");
    }

    Path path() {
        return file;
    }

    Optional<SealKey> read() {
        return read(file);
    }

    Optional<SealKey> readNext() {
        return read(next);
    }

    private static Optional<SealKey> read(Path from) {
        if (!Files.exists(from)) {
            return Optional.empty();
        }
        try {
            Files.setPosixFilePermissions(from, PosixFilePermissions.fromString(ONLY_ITS_OWNERS));
        } catch (IOException notOurs) {
            // Somebody else's file, which they let Ringdesk read; its rights are theirs to give.
        }
        try {
            return Optional.of(SealKey.read(Files.readString(from), from.toString()));
        } catch (IOException e) {
            throw new StartRefused("the sealing key in " + from + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Stores a key that waits; on disk when it returns. */
    void writeNext(SealKey key) {
        try {
            Files.createDirectories(file.getParent(), rights("rwx------"));
            Files.deleteIfExists(next);
            try (FileChannel channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), rights(ONLY_ITS_OWNERS))) {
                channel.write(ByteBuffer.wrap((key.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            flushFolder();
        } catch (IOException e) {
            throw new StartRefused(
                    "the sealing key cannot be written to " + file + " (" + e.getMessage()
                            + "); choose another data directory with --data, or set RINGDESK_SEAL_KEY",
                    e);
        }
    }

    /** Has the key that waits take the place of the old one. */
    void takeNext() {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder();
        } catch (IOException e) {
            throw new StartRefused("the new sealing key stays in " + next + " (" + e.getMessage() + ")", e);
        }
    }

    void dropNext() {
        try {
            Files.deleteIfExists(next);
        } catch (IOException e) {
            throw new StartRefused("the sealing key in " + next + " is none and cannot be deleted", e);
        }
    }

    private void flushFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), READ)) {
            folder.force(true);
        }
    }

    private static FileAttribute<?> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }
}
