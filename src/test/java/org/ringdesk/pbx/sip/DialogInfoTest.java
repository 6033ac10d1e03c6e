package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.pbx.sip.DialogInfo.Dialog;
import org.ringdesk.pbx.sip.DialogInfo.Party;
import org.ringdesk.pbx.sip.DialogInfo.State;

class DialogInfoTest {
    /** RFC 4235, section 6.2, with more of what section 4 allows. */
    @Test
    void aWholeDocumentIsRead() {
        DialogInfo info = read("""
                <?xml version="1.0"?>
                <di:dialog-info xmlns:di="urn:ietf:params:xml:ns:dialog-info" version="4" state="partial" entity="sip:alice@example.com">
                  <di:dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774" direction="initiator">
                    <di:state event="rejected" code="486">terminated</di:state>
                    <di:duration>274</di:duration>
                    <di:local>
                      <di:identity display="Anonymous">sip:alice@example.com</di:identity>
                      <di:target uri="sip:alice@pc33.example.com">
                        <di:param pname="+sip.rendering" pval="no"/>
                      </di:target>
                    </di:local>
                    <di:remote><di:identity display="Bob &quot;B&quot;">sip:+1%20617;x=y@example.org;user=phone</di:identity>
                      <di:cseq>4</di:cseq></di:remote>
                  </di:dialog>
                </di:dialog-info>
                """);

        assertThat(info.version()).isEqualTo(4);
        assertThat(info.full()).isFalse();
        assertThat(info.dialogs())
                .containsExactly(new Dialog(
                        "as7d900as8",
                        "a84b4c76e66710",
                        "initiator",
                        State.TERMINATED,
                        "rejected",
                        486,
                        new Party("+1 617", "Bob \"B\"", false),
                        new Party("", "", true),
                        false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<presence/>",
                "<dialog-info",
                "<dialog-info><dialog id='1'><state>dancing</state></dialog></dialog-info>",
                "<!DOCTYPE dialog-info SYSTEM 'http://127.0.0.1:1/x.dtd'><dialog-info/>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><dialog-info><dialog id='&x;'/></dialog-info>",
                "<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><dialog-info><dialog><state>&b;</state></dialog></dialog-info>",
                "<dialog-info>&undefined;</dialog-info>"
            })
    void whatIsNoneIsNotRead(String text) {
        assertThat(DialogInfo.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void whatIsTooDeepIsNotRead() {
        String deep = "<dialog-info>" + "<x>".repeat(100_000) + "</x>".repeat(100_000) + "</dialog-info>";

        assertThat(DialogInfo.read(deep.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void whatIsNotUtf8IsLatin1AndControlCharactersDoNotStopIt() {
        String text = dialog("display=\"M\u00fcller\u0001\"", "sip:1@x");

        assertThat(DialogInfo.read(text.getBytes(StandardCharsets.ISO_8859_1))
                        .orElseThrow()
                        .dialogs()
                        .getFirst()
                        .remote())
                .isEqualTo(new Party("1", "M\u00fcller\ufffd", false));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:+16174567890@127.0.0.1, +16174567890, false",
        "sips:201@[::1]:5061;transport=tls, 201, false",
        "tel:+1-617-456-7890;phone-context=x, +1-617-456-7890, false",
        "<sip:201@pbx>, 201, false",
        "sip:201:secret@pbx, 201, false",
        "sip:anonymous@anonymous.invalid, '', true",
        "sip:Anonymous@127.0.0.1, '', true",
        "sip:invalid@pbx, '', false",
        "sip:pbx.example.org, '', false",
        "sip:%zz@pbx, %zz, false",
        "'', '', false"
    })
    void whoIsOnTheOtherSideStandsInTheAddress(String uri, String number, boolean withheld) {
        assertThat(read(dialog("", uri.replace("<", "&lt;")))
                        .dialogs()
                        .getFirst()
                        .remote())
                .isEqualTo(new Party(number, "", withheld));
    }

    private static String dialog(String display, String uri) {
        return "<dialog-info version='1' state='full'><dialog id='x'><state>early</state><remote><identity " + display
                + ">" + uri + "</identity></remote></dialog></dialog-info>";
    }

    private static DialogInfo read(String text) {
        return DialogInfo.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
