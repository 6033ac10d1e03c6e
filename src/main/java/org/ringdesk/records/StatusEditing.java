package org.ringdesk.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Statuses as an administrator changes them. Each button gives a status of its class that is offered, always: so there is
 * always an open and a closed one.
 */
@Service
public class StatusEditing {
    private final StatusRepository repository;
    private final CatalogWriting writing;
    private final CatalogHistory history;

    StatusEditing(StatusRepository repository, CatalogWriting writing, CatalogHistory history) {
        this.repository = repository;
        this.writing = writing;
        this.history = history;
    }

    /** How many records have it, restricted ones included. */
    public long uses(StatusId id) {
        return repository.uses(id);
    }

    /**
     * Adds one behind the others.
     *
     * @throws Refused 422 or 409 where the name cannot be kept, see {@link CatalogName}
     */
    public void add(String typed, boolean closed, Actor by) {
        writing.write(now -> {
            String name = CatalogName.of(typed, now.statuses().stream().map(Status::name));
            repository.insert(name, closed);
            history.done(by, CatalogKind.STATUS, name, "created");
        });
    }

    /**
     * Renames it, makes it open or closed.
     *
     * @throws Refused 404; 409 where it has changed since that version, where the name is taken, or where its class would
     *     change while a record has it or a button gives it; 422 where the name cannot be kept
     */
    public void change(StatusId id, int version, String typed, boolean closed, Actor by) {
        writing.write(now -> {
            Status status = current(now, id, version);
            Stream<String> others = now.statuses().stream()
                    .filter(other -> !other.equals(status))
                    .map(Status::name);
            String name = CatalogName.of(typed, others);
            if (closed != status.closed()) {
                refuseGiven(now, status);
                repository.lock(id);
                refuseUsed(status, "records.catalog.class-used");
            }
            repository.update(id, name, closed);
            history.changed(
                    by,
                    Stream.of(
                            fact(status, "name", status.name(), name),
                            fact(status, "class", classOf(status.closed()), classOf(closed))));
        });
    }

    /** @throws Refused 404 */
    public void move(StatusId id, CatalogMove move, Actor by) {
        writing.write(now -> {
            Status status = find(now, id);
            List<Status> moved = move.in(now.statuses(), status);
            if (!moved.equals(now.statuses())) {
                repository.order(moved.stream().map(Status::id).toList());
                history.done(by, CatalogKind.STATUS, status.name(), move.field());
            }
        });
    }

    /** @throws Refused 404; 409 where it has changed since that version or a button gives it */
    public void retire(StatusId id, int version, boolean retired, Actor by) {
        writing.write(now -> {
            Status status = current(now, id, version);
            if (retired) {
                refuseGiven(now, status);
            }
            if (status.retired() != retired) {
                repository.retire(id, retired);
                history.done(by, CatalogKind.STATUS, status.name(), retired ? "retired" : "restored");
            }
        });
    }

    /** @throws Refused 404; 409 where it has changed since that version, a button gives it or a record has it */
    public void delete(StatusId id, int version, Actor by) {
        writing.write(now -> {
            Status status = current(now, id, version);
            refuseGiven(now, status);
            refuseUsed(status, "records.catalog.status-used");
            repository.delete(id);
            history.done(by, CatalogKind.STATUS, status.name(), "deleted");
        });
    }

    /**
     * Says what the buttons give.
     *
     * @param seen what the form showed
     * @throws Refused 409 where that has changed since; 422 where one is of the wrong class, retired or unknown
     */
    public void assign(Map<StatusButton, StatusId> seen, Map<StatusButton, StatusId> wanted, Actor by) {
        writing.write(now -> {
            if (!now.given().equals(seen)) {
                throw new Refused(HttpStatus.CONFLICT, "records.catalog.stale-buttons");
            }
            wanted.forEach((button, id) -> assign(now, button, id, by));
        });
    }

    private void assign(Catalog.Entries now, StatusButton button, StatusId id, Actor by) {
        Status status = status(now, id)
                .filter(found -> !found.retired() && found.closed() == button.closes())
                .orElseThrow(CatalogRefused::unreadable);
        String before = status(now, now.given().getOrDefault(button, id))
                .map(Status::name)
                .orElse("");
        if (!id.equals(now.given().get(button))) {
            repository.assign(button, id);
            history.changed(
                    by,
                    Stream.of(
                            new CatalogFact(CatalogKind.STATUS, "", "button." + button.key(), before, status.name())));
        }
    }

    private void refuseUsed(Status status, String code) {
        long uses = repository.uses(status.id());
        if (uses > 0) {
            throw new Refused(HttpStatus.CONFLICT, code, status.name(), uses);
        }
    }

    private static void refuseGiven(Catalog.Entries now, Status status) {
        if (now.given().containsValue(status.id())) {
            throw new Refused(HttpStatus.CONFLICT, "records.catalog.status-given", status.name());
        }
    }

    private static Status current(Catalog.Entries now, StatusId id, int version) {
        Status status = find(now, id);
        if (status.version() != version) {
            throw CatalogRefused.stale(status.name());
        }
        return status;
    }

    private static Status find(Catalog.Entries now, StatusId id) {
        return status(now, id).orElseThrow(() -> CatalogRefused.missing(CatalogKind.STATUS));
    }

    private static Optional<Status> status(Catalog.Entries now, StatusId id) {
        return now.statuses().stream().filter(status -> status.id().equals(id)).findFirst();
    }

    private static CatalogFact fact(Status status, String field, String before, String after) {
        return new CatalogFact(CatalogKind.STATUS, status.name(), field, before, after);
    }

    private static String classOf(boolean closed) {
        return closed ? "closed" : "open";
    }
}
