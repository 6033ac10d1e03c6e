package org.ringdesk.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.CsvPeople.Row;
import org.ringdesk.people.ImportMappingPage.Cell;
import org.ringdesk.people.ImportMappingPage.Column;
import org.ringdesk.people.ImportMappingPage.Line;
import org.ringdesk.people.ImportUploads.Upload;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Shows the first lines of a file as the people they will be. */
@Component
class ImportPreview {
    private static final int LINES = 10;

    private final ImportMappings mappings;
    private final PersonKeys keys;
    private final MessageSource messages;

    ImportPreview(ImportMappings mappings, PersonKeys keys, MessageSource messages) {
        this.mappings = mappings;
        this.keys = keys;
        this.messages = messages;
    }

    /**
     * How the file is read.
     *
     * @param columns their names as the file has them
     */
    record Proposal(CsvMapping mapping, List<String> columns) {}

    /**
     * What was chosen, completed by what can be guessed.
     *
     * @throws ImportRefused when the header cannot be read like this
     */
    Proposal propose(Upload upload, ImportForm chosen) throws IOException {
        CsvEncoding encoding = chosen.encoding().isEmpty()
                ? CsvEncoding.of(upload.file())
                : CsvEncoding.chosen(chosen.encoding(), upload.file());
        CsvLines.Line header = CsvPeople.header(upload.file(), encoding);
        char separator = chosen.separator().isEmpty()
                ? CsvHeader.separator(header)
                : chosen.separator().charAt(0);
        List<String> columns = CsvHeader.names(header, separator);
        List<String> fields = chosen.fields().size() == columns.size() ? chosen.fields() : mappings.fields(columns);
        return new Proposal(new CsvMapping(encoding.charset().name(), separator, fields), columns);
    }

    ImportMappingPage page(Upload upload, Proposal proposal) throws IOException {
        try (CsvPeople people = CsvPeople.open(upload.file(), proposal.mapping())) {
            List<String> shown = shown(proposal);
            return page(upload, proposal, shown, lines(people, shown), null);
        } catch (ImportRefused e) {
            return page(upload, proposal, List.of(), List.of(), e.reason());
        }
    }

    /** The page of a file whose header cannot be read as chosen. */
    ImportMappingPage unreadable(Upload upload, ImportForm chosen, ImportRefused refusal) {
        return new ImportMappingPage(
                upload.id(),
                upload.name(),
                chosen.encoding(),
                chosen.separator().isEmpty() ? "," : chosen.separator(),
                List.of(),
                List.of(),
                List.of(),
                refusal.reason());
    }

    private static ImportMappingPage page(
            Upload upload,
            Proposal proposal,
            List<String> shown,
            List<Line> lines,
            @Nullable MessageSourceResolvable problem) {
        CsvMapping mapping = proposal.mapping();
        List<Column> columns = IntStream.range(0, proposal.columns().size())
                .mapToObj(n -> new Column(
                        n + 1, proposal.columns().get(n), mapping.fields().get(n)))
                .toList();
        return new ImportMappingPage(
                upload.id(),
                upload.name(),
                mapping.encoding(),
                String.valueOf(mapping.separator()),
                columns,
                shown,
                lines,
                problem);
    }

    private static List<String> shown(Proposal proposal) {
        return proposal.mapping().fields().stream()
                .filter(field -> !field.isEmpty())
                .toList();
    }

    private List<Line> lines(CsvPeople people, List<String> shown) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Row row = people.next(); row != null && lines.size() < LINES; row = people.next()) {
            lines.add(line(row, shown));
        }
        return lines;
    }

    private Line line(Row row, List<String> shown) {
        return new Line(
                row.line(),
                shown.stream().map(field -> cell(row.details(), field)).toList(),
                row.problems().stream().map(this::text).toList());
    }

    private Cell cell(PersonDetails details, String field) {
        String value = PersonChange.value(details, field);
        String read = CallerField.named(field)
                .filter(known -> known.kind() == CallerField.Kind.NUMBER)
                .flatMap(known -> keys.readings(known, value).stream().findFirst())
                .map(Reading::shown)
                .orElse("");
        return new Cell(field, value, read);
    }

    private String text(MessageSourceResolvable problem) {
        String text = messages.getMessage(problem, LocaleContextHolder.getLocale());
        return problem instanceof PersonProblem known
                ? messages.getMessage("people.field." + known.field(), null, LocaleContextHolder.getLocale()) + ": "
                        + text
                : text;
    }
}
