package org.ringdesk.agents;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The access table as a page of the docs. */
final class AccessPage {
    private static final String HEAD = """
            # Who may what

            Every route, and who may call it. The build writes this page from
            [access.txt](../src/main/resources/access.txt), by which the server decides, and sends the requests of each row as
            everybody: without a sign-in, as an end user, an agent, an administrator, with a token of each scope alone, of all and
            of none. What has no row is for nobody; a route without its row fails the build.

            What somebody may do with *one* record, call, draft or account is decided besides: see [security](security.md).

            """;

    private AccessPage() {}

    static String of(List<AccessRow> rows) {
        return HEAD
                + rows.stream()
                        .filter(row -> !row.path().getPatternString().startsWith("/test/"))
                        .collect(Collectors.groupingBy(AccessRow::who))
                        .entrySet()
                        .stream()
                        .sorted(Comparator.comparing(group -> rank(group.getKey())))
                        .map(group -> section(group.getKey(), group.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String rank(String who) {
        List<String> people = List.of("anybody", "signed-in", "agent", "administrator", "address-token");
        return people.contains(who) ? String.valueOf(people.indexOf(who)) : who.equals("nobody") ? "z" : "t" + who;
    }

    private static String section(String who, List<AccessRow> rows) {
        return "## " + title(who) + "\n\n| method | path |\n| --- | --- |\n"
                + rows.stream()
                        .sorted(Comparator.comparing(
                                        (AccessRow row) -> row.path().getPatternString())
                                .thenComparing(AccessRow::method))
                        .map(row -> "| " + row.method() + " | `"
                                + row.path().getPatternString().replace("|", "\\|") + "` |\n")
                        .collect(Collectors.joining());
    }

    private static String title(String who) {
        return switch (who) {
            case "anybody" -> "Anybody, without a sign-in";
            case "signed-in" -> "Whoever is signed in: end users, agents, administrators";
            case "agent" -> "Agents and administrators";
            case "administrator" -> "Administrators";
            case "address-token" -> "Whoever knows the token in the address";
            case "nobody" -> "Nobody from outside: pages that others forward to";
            default -> "Tokens with the scope `" + who + "`";
        };
    }
}
