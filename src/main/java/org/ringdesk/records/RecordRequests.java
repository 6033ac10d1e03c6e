package org.ringdesk.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.ApiClient;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Records that programs ask for, once for each idempotency key of a token: the table {@code record_request}. */
@Repository
class RecordRequests {
    private final JdbcClient jdbc;
    private final Records records;
    private final Clock clock;

    RecordRequests(JdbcClient jdbc, Records records, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.clock = clock;
    }

    /** What was asked for, as it was sent. */
    record Request(@Nullable UUID key, Map<RecordField, String> sent) {}

    private record Known(boolean same, RecordId record) {}

    /**
     * Makes the record, or finds the one that this token's request has made before; waits for one that is just being made.
     *
     * @throws Refused 422 where the key came with something else before
     */
    @Transactional
    public SavedRecord create(Request request, RecordDetails details, ApiClient client) {
        var record = new NewRecord(details, Source.API, null);
        UUID key = request.key();
        if (key == null) {
            return records.create(record, client.actor());
        }
        byte[] hash = hash(request.sent());
        if (!claim(client, key, hash)) {
            return before(client, key, hash);
        }
        SavedRecord saved = records.create(record, client.actor());
        jdbc.sql("update record_request set record_id = :record where token_id = :token and key = :key")
                .param("record", saved.id().value())
                .param("token", client.tokenId())
                .param("key", key)
                .update();
        return saved;
    }

    private boolean claim(ApiClient client, UUID key, byte[] hash) {
        return jdbc.sql("""
                insert into record_request (token_id, key, body_hash, created_at) values (:token, :key, :hash, :now)
                on conflict do nothing""")
                        .param("token", client.tokenId())
                        .param("key", key)
                        .param("hash", hash)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private SavedRecord before(ApiClient client, UUID key, byte[] hash) {
        Known known = jdbc.sql("""
                select body_hash = :hash as same, record_id from record_request where token_id = :token and key = :key""")
                .param("hash", hash)
                .param("token", client.tokenId())
                .param("key", key)
                .query((row, i) -> new Known(row.getBoolean("same"), new RecordId(row.getLong("record_id"))))
                .single();
        if (!known.same()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.api.idempotency-key-used");
        }
        return new SavedRecord(known.record(), false);
    }

    /** Of names and values with their lengths, so that no two requests look alike. */
    private static byte[] hash(Map<RecordField, String> sent) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (RecordField field : RecordField.values()) {
                String value = sent.get(field);
                if (value != null) {
                    digest.update(
                            (field.apiName() + ":" + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
