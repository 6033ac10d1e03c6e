package org.ringdesk.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds everything an installation owns. One Ringdesk at a time: the lock ends with the process. */
final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final String LOCK = "ringdesk.lock";
    private static final Set<PosixFilePermission> ITS_OWNERS = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** @throws StartRefused when another process has it or it cannot be written */
    static DataDirectory take(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(ITS_OWNERS));
            close(absolute);
            FileChannel channel = FileChannel.open(
                    absolute.resolve(LOCK),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new StartRefused("another Ringdesk uses the data directory " + absolute + holder
                        + "; stop it or choose another one with --data");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)), 0);
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "cannot write to the data directory " + absolute + " (" + e.getMessage()
                            + "); choose another one with --data",
                    e);
        }
    }

    /** Nobody else looks into it. One that holds other things, too, is left as it is; so is one of another owner. */
    private static void close(Path folder) throws IOException {
        if (ITS_OWNERS.containsAll(Files.getPosixFilePermissions(folder))) {
            return;
        }
        try {
            if (!isOurs(folder)) {
                throw new IOException("it holds other things");
            }
            Files.setPosixFilePermissions(folder, ITS_OWNERS);
        } catch (IOException e) {
            LOG.warn(
                    "Others may look into the data directory {}: give it the rights 0700 ({})", folder, e.getMessage());
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.exists(folder.resolve(LOCK))
                    || files.allMatch(file -> file.endsWith("application.yml") || file.endsWith("seal.key"));
        }
    }

    /** The process that holds the lock, as it wrote down; nothing where it did not, as of versions before. */
    private static String read(FileChannel lock) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        int length = lock.read(pid, 0);
        return length <= 0 ? "" : " (process " + new String(pid.array(), 0, length, US_ASCII) + ")";
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + path + " could not be released", e);
        }
    }
}
