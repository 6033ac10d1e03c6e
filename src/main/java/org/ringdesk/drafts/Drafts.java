package org.ringdesk.drafts;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What agents type into forms, kept while they type; each agent's own, until the form is saved. */
@Service
public class Drafts {
    /** For a statement that asks for more than drafts: those of :agent since :oldest, and the whole of the one named :row. */
    public static final String LIST = DraftRepository.LIST;

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /** As long what was discarded is offered back where it was discarded. */
    private static final Duration UNDO = Duration.ofMinutes(10);

    /** What a form carries besides what was typed. */
    private static final List<String> NOT_TYPED = List.of("_csrf", "agent", "draft", "action");

    private final DraftRepository repository;
    private final DraftSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, DraftKind> kinds;

    Drafts(DraftRepository repository, DraftSettings settings, JsonMapper json, Clock clock, List<DraftKind> kinds) {
        this.repository = repository;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.kinds = kinds.stream().collect(Collectors.toMap(DraftKind::name, Function.identity()));
    }

    /** The agent's drafts, last changed first. */
    public List<Draft> of(Viewer agent) {
        return shown(repository.list(agent, oldest()), agent);
    }

    /** Of drafts those that the agent may be shown, last changed first. */
    public List<Draft> shown(List<KeptDraft> drafts, Viewer agent) {
        return drafts.stream()
                .collect(Collectors.groupingBy(draft -> draft.key().kind()))
                .entrySet()
                .stream()
                .filter(kind -> kinds.containsKey(kind.getKey()))
                .flatMap(kind -> kind(kind.getKey()).lines(kind.getValue(), agent).stream())
                .sorted(Comparator.comparing(Draft::updatedAt).reversed())
                .toList();
    }

    /** What the agent typed into the form of something that exists; also what was just discarded. */
    public Optional<KeptForm> of(String kind, long subject, Viewer agent) {
        return form(DraftKey.row(kind, subject), agent);
    }

    /** What the agent typed into a form for something new, or by the row of any draft; also what was just discarded. */
    public Optional<KeptForm> form(UUID row, Viewer agent) {
        return repository.form(row, agent, oldest(), undoable()).map(this::read);
    }

    /**
     * Keeps the form as it is now in place of what was kept of it before. Where nothing of it was typed, nothing is kept.
     *
     * @param typed the form; who filled it in is {@code agent} in it, where it says so
     * @throws Refused 409 where the form was saved, 412 where somebody else is signed in by now, 413 where the text is too
     *     long
     */
    public void keep(DraftKey key, Map<String, String> typed, Viewer by) {
        if (!typed.getOrDefault("agent", by.login()).equals(by.login())) {
            throw new Refused(HttpStatus.PRECONDITION_FAILED, "drafts.other-agent", by.displayName());
        }
        Map<String, String> kept = new HashMap<>(typed);
        kept.keySet().removeAll(NOT_TYPED);
        if (!kind(key.kind()).says(kept)) {
            repository.delete(key.row(), by);
            return;
        }
        var limits = new DraftRepository.Limits(oldest(), settings.perAgent());
        if (!repository.keep(new DraftRepository.Row(key, fields(kept), clock.instant()), by, limits)) {
            throw new Refused(HttpStatus.CONFLICT, "drafts.saved");
        }
    }

    private String fields(Map<String, String> typed) {
        String fields = json.writeValueAsString(typed);
        if (fields.getBytes(StandardCharsets.UTF_8).length > settings.largest().toBytes()) {
            throw new Refused(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "drafts.too-long",
                    settings.largest().toKilobytes());
        }
        return fields;
    }

    /** Offers the draft no more; it can be had back for a while. */
    public void discard(UUID row, Viewer by) {
        repository.discard(row, by, clock.instant());
    }

    /** The line of a draft, discarded or not. */
    Optional<Draft> line(KeptForm form, Viewer by) {
        return shown(List.of(form.draft()), by).stream().findFirst();
    }

    /** Offers a discarded draft again. */
    void restore(UUID row, Viewer by) {
        repository.discard(row, by, null);
    }

    /**
     * The form was saved: its drafts are void from now on, whoever typed them. Only for a number that came sealed; one that a
     * form sends as it likes could be of somebody else's form.
     */
    public void done(UUID form) {
        repository.done(form, null, clock.instant());
    }

    /** The agent has saved the form: what they had typed is void from now on, what others have typed stays. */
    public void done(UUID form, Viewer by) {
        repository.done(form, by, clock.instant());
    }

    /** Drafts of a form that turned out to be another one are drafts of that one. */
    public void move(UUID from, UUID to) {
        repository.move(from, to);
    }

    /** What was not changed since then is no longer offered. */
    public Instant oldest() {
        return clock.instant().minus(settings.kept());
    }

    /** What was discarded since then is offered back on the page of its form. */
    public Instant undoable() {
        return clock.instant().minus(UNDO);
    }

    /** A row of {@link #LIST}. */
    public static KeptDraft row(ResultSet row) throws SQLException {
        return DraftRepository.draft(row);
    }

    /** A form as its row has it. */
    public Map<String, String> read(String fields) {
        return json.readValue(fields, FIELDS);
    }

    DraftKind kind(String name) {
        @Nullable DraftKind kind = kinds.get(name);
        if (kind == null) {
            throw new Refused(HttpStatus.BAD_REQUEST, "drafts.unknown");
        }
        return kind;
    }

    private KeptForm read(DraftRepository.FormRow row) {
        return new KeptForm(row.draft(), read(row.fields()));
    }
}
