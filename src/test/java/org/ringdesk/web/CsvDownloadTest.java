package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDownloadTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "=1+1, '=1+1",
                "+1 617 555 0142, '+1 617 555 0142",
                "-1, '-1",
                "@SUM(1), '@SUM(1)",
                "＝1+1, '＝1+1",
                "＋cmd, '＋cmd",
                "a;－1, a;'－1",
                "＠SUM(1), '＠SUM(1)",
                ";=1+1, ;'=1+1",
                "plain, plain",
                "a=b, a=b",
                "O'Neil, O'Neil"
            })
    void formulasGetAnApostrophe(String cell, String harmless) {
        assertThat(CsvDownload.harmless(cell)).isEqualTo(harmless);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "'=1",
                "＝1",
                "'＋1",
                "''=1",
                "'plain",
                "a;=1;b",
                "a;'=1",
                "x\t=1",
                "\t=1",
                "\r=1",
                "a\n=1",
                "a,-1",
                "",
                "'",
                "+1;+2,+3",
                "O'Neil"
            })
    void whatWasMadeHarmlessComesBackAsItWas(String cell) {
        assertThat(CsvDownload.original(CsvDownload.harmless(cell))).isEqualTo(cell);
    }

    @Test
    void everyCellStandsInQuotes() throws IOException {
        var text = new StringWriter();
        try (var csv = CsvDownload.writer(text, ',')) {
            csv.writeRecord("a", "b;c");
        }

        assertThat(text.toString().strip()).isEqualTo("\"a\",\"b;c\"");
    }
}
