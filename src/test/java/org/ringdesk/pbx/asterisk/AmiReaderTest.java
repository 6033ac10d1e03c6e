package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmiReaderTest {
    @Test
    void messagesEndWithAnEmptyLineWhateverTheLinesEndWith() throws IOException {
        var reader = reader(
                "Asterisk Call Manager/11.0.0\r\nEvent: One\r\nA: 1\r\n\r\n\nEvent: Two\nA:2\n\n",
                StandardCharsets.UTF_8);

        assertThat(reader.banner()).isEqualTo("Asterisk Call Manager/11.0.0");
        assertThat(next(reader).text("a")).isEqualTo("1");
        assertThat(next(reader).text("A")).isEqualTo("2");
        assertThat(reader.next()).isNull();
    }

    @Test
    void textThatIsNotUtf8IsReadAsLatin1() throws IOException {
        String message = "Event: X\r\nCallerIDName: Müller\r\n\r\n";

        assertThat(next(reader(message, StandardCharsets.UTF_8)).name("CallerIDName"))
                .isEqualTo("Müller");
        assertThat(next(reader(message, StandardCharsets.ISO_8859_1)).name("CallerIDName"))
                .isEqualTo("Müller");
    }

    @Test
    void aLineOfAnyLengthIsCutAndTheNextOneRead() throws IOException {
        var reader = reader("Event: X\r\nLong: " + "x".repeat(200_000) + "\r\nA: 1\r\n\r\n", StandardCharsets.UTF_8);

        AmiMessage message = next(reader);

        assertThat(message.text("Long")).hasSizeLessThan(AmiReader.LONGEST_LINE);
        assertThat(message.text("A")).isEqualTo("1");
    }

    @Test
    void aMessageThatNeverEndsTakesNoMoreThanItsFields() throws IOException {
        var reader = reader("A: 1\r\n".repeat(100_000) + "\r\n", StandardCharsets.UTF_8);

        assertThat(next(reader).fields()).hasSize(AmiReader.MOST_FIELDS);
    }

    @Test
    void whateverComesThereIsNoEndOfThePatience() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(4_000)];
            random.nextBytes(noise);
            var reader = new AmiReader(new ByteArrayInputStream(noise));
            while (reader.next() != null) {
                assertThat(noise).isNotEmpty();
            }
        }
    }

    @Test
    void repeatedFieldsKeepTheirOrder() throws IOException {
        AmiMessage message = next(reader("Variable: a\r\nvariable: b\r\n\r\n", StandardCharsets.UTF_8));

        assertThat(message.text("Variable")).isEqualTo("a");
        assertThat(message.fields()).extracting(AmiMessage.Field::value).containsExactly("a", "b");
    }

    @Test
    void namesLoseWhatSipAndThePbxPutBeforeTheirQuotes() {
        assertThat(AmiMessage.of("CallerIDName", "O\\'Brien \\\\\\\"Bob\\\\\\\" Jr")
                        .name("CallerIDName"))
                .isEqualTo("O'Brien \"Bob\" Jr");
        assertThat(AmiMessage.of("CallerIDName", "a\\\\\\\\b").name("CallerIDName"))
                .isEqualTo("a\\b");
        assertThat(AmiMessage.of("CallerIDName", "<unknown>").name("CallerIDName"))
                .isEmpty();
    }

    @Test
    void nothingThatIsSentBreaksOutOfItsField() {
        assertThat(AmiMessage.of("Action", "Originate", "CallerID", "x\r\nAction: Command")
                        .wire())
                .isEqualTo("Action: Originate\r\nCallerID: x  Action: Command\r\n\r\n");
    }

    private static AmiMessage next(AmiReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static AmiReader reader(String text, Charset charset) {
        return new AmiReader(new ByteArrayInputStream(text.getBytes(charset)));
    }
}
