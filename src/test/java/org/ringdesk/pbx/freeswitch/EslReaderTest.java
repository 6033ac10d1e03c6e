package org.ringdesk.pbx.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EslReaderTest {
    @Test
    void aBodyIsAsLongAsItsHeaderSays() throws IOException {
        var reader = reader("""
                Content-Type: auth/request

                Content-Length: 5
                Content-Type: api/response

                a
                b
                Content-Type: command/reply
                Reply-Text: +OK accepted

                """);

        assertThat(next(reader).is(EslMessage.AUTH_REQUEST)).isTrue();
        assertThat(next(reader).text()).isEqualTo("a\nb\nC");
    }

    @Test
    void valuesOfAnEventHavePercentSignsAndKeepTheirPlus() throws IOException {
        EslEvent event = event("Event-Name: CHANNEL_CREATE\nCaller-Caller-ID-Number: +1617%204\nX: Zo%C3%AB\n\n");

        assertThat(event.name()).isEqualTo("CHANNEL_CREATE");
        assertThat(event.text("caller-caller-id-number")).isEqualTo("+1617 4");
        assertThat(event.text("X")).isEqualTo("Zoë");
    }

    @Test
    void whatIsNotUtf8IsLatin1() throws IOException {
        assertThat(event("X: M%FCller\nY: 1%\nZ: %zz%4\n\n").fields())
                .containsEntry("X", "Müller")
                .containsEntry("Y", "1%")
                .containsEntry("Z", "%zz%4");
        byte[] raw =
                "Content-Type: api/response\nContent-Length: 6\n\nM\u00fcller".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(next(new EslReader(new ByteArrayInputStream(raw))).text()).isEqualTo("Müller");
    }

    @Test
    void aBodyThatIsTooLongIsLeftOutAndWhatFollowsIsRead() throws IOException {
        int length = EslReader.LONGEST_BODY + 1;
        var reader = reader("Content-Type: api/response\nContent-Length: " + length + "\n\n" + "x".repeat(length)
                + "Content-Type: command/reply\nReply-Text: +OK\n\n");

        assertThat(next(reader).text()).isEmpty();
        assertThat(next(reader).reply()).isEqualTo("+OK");
        assertThat(reader.next()).isNull();
    }

    @Test
    void whatEndsInTheMiddleIsTheEnd() throws IOException {
        assertThat(reader("Content-Type: api/response\nContent-Length: 10\n\nabc")
                        .next())
                .isNull();
        assertThat(reader("Content-Ty").next()).isNull();
    }

    @Test
    void whatIsNoEventSocketIsNotReadForEver() {
        assertThatThrownBy(() -> reader("SSH-2.0-OpenSSH_9.9\r\n").next()).isInstanceOf(EslReader.NotEventSocket.class);
        assertThatThrownBy(() -> reader("Content-Length: -3\n\n").next()).isInstanceOf(EslReader.NotEventSocket.class);
        assertThatThrownBy(() -> reader("a: b\n".repeat(1_000)).next()).isInstanceOf(EslReader.NotEventSocket.class);
    }

    @Test
    void ofAListInJsonTheNewestCounts() {
        EslEvent event = EslEvent.json(
                JsonMapper.shared()
                        .readTree(
                                "{\"variable_transfer_history\":[\"one\",\"two\"],\"Event-Name\":\"CHANNEL_DATA\",\"n\":null}"));

        assertThat(event.variable("transfer_history")).isEqualTo("two");
        assertThat(event.text("n")).isEmpty();
    }

    private static EslEvent event(String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return next(reader("Content-Length: " + length + "\nContent-Type: text/event-plain\n\n" + body))
                .event();
    }

    private static EslReader reader(String text) {
        return new EslReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static EslMessage next(EslReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }
}
