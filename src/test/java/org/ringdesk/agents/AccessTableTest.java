package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * The table of who may what names every route that there is and no other, and each of its rows is true for everybody.
 * Its requests change settings: the server is this test's own.
 */
@DemoTest
@TestPropertySource(properties = "ringdesk.test=access")
class AccessTableTest {
    /** Answered by filters, which no controller declares. */
    private static final Set<String> FILTERS = Set.of("POST /login", "POST /logout");

    /** One ends the sign-in, the other is broken on purpose. */
    private static final Set<String> LEFT_OUT = Set.of("/logout", "/test/broken");

    @LocalServerPort
    int port;

    @Autowired
    AccessTable table;

    @Autowired
    ApplicationContext context;

    @Autowired
    ServletContext servlets;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    ApiTokens tokens;

    @Test
    void everyRouteHasItsRowAndEveryRowItsRoute() throws IOException {
        Set<String> routes = new TreeSet<>(FILTERS);
        routes.addAll(folders());
        context.getBeansOfType(HandlerMapping.class).values().forEach(mapping -> routes.addAll(routes(mapping)));

        Set<String> rows = new TreeSet<>();
        table.rows().forEach(row -> rows.add(row.method() + " " + row.path()));
        assertThat(rows).isEqualTo(routes);
    }

    @Test
    void nothingButSpringMvcAnswers() {
        assertThat(servlets.getServletRegistrations().values())
                .flatMap(ServletRegistration::getMappings)
                .containsExactly("/");
    }

    @Test
    void everyRowIsTrueForEverybody() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Caller caller : callers()) {
            for (AccessRow row : table.rows()) {
                if (!LEFT_OUT.contains(row.path().getPatternString())) {
                    wrong.addAll(wrong(row, caller));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatHasNoRowIsForNobody() throws IOException, InterruptedException {
        for (Caller caller : callers()) {
            boolean program = caller.token() != null;
            assertThat(caller.asks(port, "GET", "/no/such/page").status())
                    .as(caller.name())
                    .isEqualTo(isSignedIn(caller) ? 404 : 303);
            assertThat(caller.asks(port, "GET", "/api/v1/nothing").status())
                    .as(caller.name())
                    .isEqualTo(program ? 404 : 401);
            assertThat(caller.asks(port, "PUT", "/api/v1/people/1").status())
                    .as(caller.name())
                    .isEqualTo(program ? 405 : 401);
        }
    }

    /** What the docs show is the table itself. */
    @Test
    void thePageOfTheDocsIsTheTables() throws IOException {
        Files.writeString(Path.of("docs/access.md"), AccessPage.of(table.rows()));

        assertThat(Path.of("docs/access.md")).isNotEmptyFile();
    }

    private List<String> wrong(AccessRow row, Caller caller) throws IOException, InterruptedException {
        String method = row.method().equals("ANY") ? "POST" : row.method();
        String path = path(row.path().getPatternString());
        Caller.Answer answer = caller.asks(port, method, path);
        String seen = caller.name() + ": " + method + " " + path + " (" + row.who() + ") answered " + answer.status();
        if (answer.status() >= 500) {
            return List.of(seen);
        }
        boolean right = switch (row.who()) {
            case "anybody" -> path.equals("/login") || !answer.keptOut();
            case "address-token" -> answer.status() == 401 || answer.status() == 404;
            case "nobody" -> answer.status() == 404 || (!isSignedIn(caller) && answer.keptOut());
            default -> answer.keptOut() != may(row.who(), caller);
        };
        return right ? List.of() : List.of(seen + " to " + answer.location());
    }

    private static boolean isSignedIn(Caller caller) {
        return Set.of("signed-in", "agent", "administrator").contains(caller.role());
    }

    private static boolean may(String who, Caller caller) {
        return switch (who) {
            case "signed-in" -> isSignedIn(caller);
            case "agent" -> Set.of("agent", "administrator").contains(caller.role());
            default -> List.of(caller.role().split(" ")).contains(who);
        };
    }

    /** An address of the route, of things that there are not. */
    private static String path(String pattern) {
        return pattern.replace("{action:retire|restore|delete}", "retire")
                .replace("/**", "/nothing")
                .replaceAll("\\{(token|event)}", "nothing")
                .replace("{row:[0-9a-f-]{36}}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[^{}]+(\\{[0-9,]+}}|})", "999999999");
    }

    private List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        Caller anonymous = Caller.browser("anonymous", "anybody", new Desk(port), "/login");
        callers.add(anonymous);
        callers.add(Caller.browser("end user", "signed-in", testAccounts.endUser(port), "/account"));
        callers.add(Caller.browser("agent", "agent", testAccounts.agent(port), "/account"));
        callers.add(Caller.browser("administrator", "administrator", testAccounts.administrator(port), "/account"));
        for (Scope scope : Scope.values()) {
            String token = tokens.create("only " + scope.key(), EnumSet.of(scope), null);
            callers.add(anonymous.with("token " + scope.key(), scope.key(), token));
        }
        String all = Arrays.stream(Scope.values()).map(Scope::key).collect(Collectors.joining(" "));
        callers.add(anonymous.with("token of all scopes", all, tokens.create("all", EnumSet.allOf(Scope.class), null)));
        callers.add(anonymous.with("token of no scope", "none", tokens.create("none", Set.of(), null)));
        return callers;
    }

    private static Set<String> routes(HandlerMapping mapping) {
        return switch (mapping) {
            case RequestMappingInfoHandlerMapping methods ->
                methods.getHandlerMethods().keySet().stream()
                        .flatMap(AccessTableTest::routes)
                        .collect(Collectors.toSet());
            // Files, of which folders() knows; anything else that has an address of its own would be a route.
            case AbstractUrlHandlerMapping addresses -> {
                assertThat(addresses.getHandlerMap().values()).allMatch(ResourceHttpRequestHandler.class::isInstance);
                yield Set.of();
            }
            case RouterFunctionMapping functions -> {
                assertThat(functions.getRouterFunction()).isNull();
                yield Set.of();
            }
            default -> throw new AssertionError("routes of " + mapping.getClass() + " are in nobody's table");
        };
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
        return (methods.isEmpty() ? Stream.of("ANY") : methods.stream())
                .flatMap(method ->
                        info.getPatternValues().stream().map(path -> method + " " + (path.isEmpty() ? "/" : path)));
    }

    /** Of files for anybody. */
    private static Set<String> folders() throws IOException {
        Set<String> folders = new TreeSet<>(Set.of("GET /webjars/htmx.org/*/dist/htmx.min.js"));
        for (String root : List.of("static", "public", "resources")) {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "/*")) {
                folders.add("GET /" + file.getFilename() + "/**");
            }
        }
        return folders;
    }
}
