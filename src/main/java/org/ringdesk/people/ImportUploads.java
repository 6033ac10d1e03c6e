package org.ringdesk.people;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Files that wait for their mapping: one for each administrator, a day at most, none behind the server's end. */
@Component
class ImportUploads {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int SAMPLE = 4096;

    private final Imports imports;
    private final Clock clock;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    ImportUploads(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /** @param name as the browser calls the file */
    record Upload(String id, String login, String name, Path file, long size, Instant at) {}

    /**
     * Takes a file in, in place of the one that the login had here.
     *
     * @throws ImportRefused when it is empty or no text
     * @throws Refused with 413 when it is larger than the setting allows
     */
    Upload keep(InputStream content, String name, String login) throws IOException {
        Path file = imports.spool(content);
        try {
            refuseOthersThanText(file);
        } catch (ImportRefused | IOException e) {
            Imports.remove(file);
            throw e;
        }
        String id = UUID.randomUUID().toString();
        var upload = new Upload(id, login, name, file, Files.size(file), clock.instant());
        Instant oldest = clock.instant().minus(KEPT);
        uploads.values().stream()
                .filter(other -> other.login().equals(login) || other.at().isBefore(oldest))
                .toList()
                .forEach(this::remove);
        uploads.put(id, upload);
        return upload;
    }

    /** @throws Refused with 404 when it is gone or somebody else's */
    Upload get(String id, String login) {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.login().equals(login)) {
            throw new Refused(HttpStatus.NOT_FOUND, "people.import.upload-gone");
        }
        return upload;
    }

    boolean waits(String id, String login) {
        Upload upload = uploads.get(id);
        return upload != null && upload.login().equals(login);
    }

    /** The file belongs to a run from here on. */
    void handOver(Upload upload) {
        uploads.remove(upload.id());
    }

    void remove(Upload upload) {
        uploads.remove(upload.id());
        Imports.remove(upload.file());
    }

    @PreDestroy
    void removeAll() {
        uploads.values().forEach(this::remove);
    }

    private static void refuseOthersThanText(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SAMPLE);
        }
        if (start.length == 0) {
            throw new ImportRefused("people.import.empty");
        }
        boolean wide = start.length > 1 && (start[0] & 0xFF) >= 0xFE && (start[1] & 0xFF) >= 0xFE;
        for (byte b : start) {
            if (b == 0 && !wide) {
                throw new ImportRefused("people.import.no-text");
            }
        }
        if (start[0] == 'P' && start.length > 3 && start[1] == 'K' && start[2] == 3) {
            throw new ImportRefused("people.import.no-text");
        }
    }
}
