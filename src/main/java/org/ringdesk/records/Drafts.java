package org.ringdesk.records;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.CallsJoined;
import org.ringdesk.platform.Refused;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** What agents type into forms of new records, kept while they type; each agent's own, until the record is saved. */
@Service
public class Drafts {
    private final DraftRepository repository;
    private final DraftSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    Drafts(DraftRepository repository, DraftSettings settings, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The agent's drafts, last changed first. */
    public List<Draft> of(SignedIn agent) {
        return repository.list(agent.account().id(), oldest());
    }

    /**
     * Keeps the form as it is now in place of what was kept of it before.
     *
     * @throws Refused 409 where there is a record of this submission, 413 where the text is too long
     */
    void keep(UUID submission, NewRecordForm form, AccountId agent) {
        String fields = json.writeValueAsString(form.typed());
        if (fields.getBytes(StandardCharsets.UTF_8).length > settings.largest().toBytes()) {
            throw new Refused(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "records.draft.too-long",
                    settings.largest().toKilobytes());
        }
        var limits = new DraftRepository.Limits(oldest(), settings.perAgent());
        if (!repository.keep(new DraftRepository.Row(submission, agent, fields, clock.instant()), limits)) {
            throw new Refused(HttpStatus.CONFLICT, "records.draft.saved");
        }
    }

    void discard(UUID submission, AccountId agent) {
        repository.delete(submission, agent);
    }

    /** Forms of a call that turned out to be another one are forms of that one. */
    @EventListener
    void joined(CallsJoined joined) {
        repository.move(Opening.submission(joined.gone().id()), Opening.submission(joined.into()));
    }

    /** What was not changed since then is no longer offered. */
    Instant oldest() {
        return clock.instant().minus(settings.kept());
    }
}
