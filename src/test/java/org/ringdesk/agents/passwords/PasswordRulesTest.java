package org.ringdesk.agents.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSourceResolvable;

class PasswordRulesTest {
    private static final List<String> ANNA = List.of(
            "a.marchetti",
            "Anna Marchetti",
            "Anna",
            "Marchetti",
            "anna.m@northwind-traders.example",
            "Müller & Söhne GmbH");

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "battery staple",
                "vier alte Boote",
                "quite another one",
                "gr\u00fcne Stra\u00dfe",
                "Tr0ub4dor und 3",
                "kx7#9Qm!2zPw",
                "7$9k2#x8!mq4",
                "\u0441\u0438\u043d\u0438\u0439 \u0437\u0430\u0431\u043e\u0440",
                "\u6b63\u78ba\u99ac\u96fb\u6c60\u91d8\u66f8\u91dd\u7bb1\u7bb1\u5b50",
                "mannheimer Hafen"
            })
    void passwordThatNobodyBeginsWithIsTaken(String password) {
        assertThat(problem(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.marchetti12345",
                "A.MARCHETTI!!",
                "2026Marchetti",
                "m4rch3tt1 2026",
                "M@rchett\u00ed-99",
                "ittehcram2026",
                "mar-chet-ti-x9",
                "AnnaAnnaAnna",
                "ilove anna so",
                "northwind2026",
                "Traders-4711!",
                "Mueller2026!!",
                "m\u00fcller 123456",
                "MU\u0308LLER 123456",
                "soehne seit 1",
                "Ringdesk2026!",
                "r1ngd3sk rocks",
                "my-Service-Desk",
                "helpdesk#1234"
            })
    void passwordWithANameOfItsOwnerOrTheDeskIsRefused(String password) {
        assertThat(problem(password)).isEqualTo("agents.password.named");
    }

    @ParameterizedTest
    @CsvSource({"u4711, xx-u4711-xx-9", "lee, lee1234567", "lee, LeeLeeLeeLee", "i.k, 'i.k.19841984'"})
    void shortUserNamesAndThoseOfDigitsAreRefusedToo(String login, String password) {
        assertThat(key(rules.problem(password, password, List.of(login)))).isEqualTo("agents.password.named");
    }

    @Test
    void shortNameWithinAWordIsNoName() {
        assertThat(rules.problem("galilee boats", "galilee boats", List.of("lee", "Ann Lee")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "P@ssw0rd2026!",
                "p.a.s.s.w.o.r.d",
                "passwordpassword",
                "drowssap2026",
                "!!!Passwort!!!",
                "Dragon12345",
                "dragondragon1",
                "l3tm31n!!!!",
                "Sommer2026!",
                "Willkommen1!",
                "1qaz2wsx3edc",
                "4dm1n1str4t0r",
                "Fussball-2024",
                "iloveyou2026",
                "01.01.2020qwerty"
            })
    void commonPasswordIsRefusedWhateverStandsAroundIt(String password) {
        assertThat(problem(password)).isEqualTo("agents.password.trivial");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aaaaaaaaaab", "abababababab", "kx7kx7kx7kx7", "abcdefghijkl", "lkjhgfdsa#1", "zzzzyyyyxxxx"})
    void patternIsRefused(String password) {
        assertThat(problem(password)).isIn("agents.password.pattern", "agents.password.trivial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15.08.1987 ", "+49 (30) 901820-47", "8713640295"})
    void datesAndTelephoneNumbersAreRefused(String password) {
        assertThat(problem(password)).isEqualTo("agents.password.number");
    }

    @Test
    void lengthIsCountedInCharacters() {
        assertThat(problem("nine char")).isEqualTo("agents.password.short");
        assertThat(problem("u\u0308o\u0308a\u0308qhkvw")).isEqualTo("agents.password.short");
        assertThat(problem("x ".repeat(101))).isEqualTo("agents.password.long");
    }

    @Test
    void bothTypingsMayDifferInHowTheyAreComposed() {
        assertThat(rules.problem("gr\u00fcne Stra\u00dfe", "gru\u0308ne Stra\u00dfe", List.of()))
                .isNull();
        assertThat(key(rules.problem("correct horse", "correct house", List.of())))
                .isEqualTo("agents.password.differs");
    }

    @Test
    void megabytesAreRefusedWithoutBeingRead() {
        String long1 = "aB3 ".repeat(1 << 18);
        long begun = System.nanoTime();

        assertThat(problem(long1)).isEqualTo("agents.password.long");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void whatIsFoundIsNamed() {
        MessageSourceResolvable problem =
                Objects.requireNonNull(rules.problem("2026 marchetti", "2026 marchetti", List.of("Anna Marchetti")));

        assertThat(problem.getArguments()).containsExactly("Marchetti");
    }

    private String problem(String password) {
        return key(rules.problem(password, password, ANNA));
    }

    private static String key(@org.jspecify.annotations.Nullable MessageSourceResolvable problem) {
        return problem == null ? "" : Objects.requireNonNull(problem.getCodes())[0];
    }
}
