package org.ringdesk.people;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a text file is encoded: by its byte order mark, else UTF-8 where all of it is, else Windows-1252, which is what
 * spreadsheets write.
 *
 * @param mark how many bytes at the beginning are the byte order mark
 */
record CsvEncoding(Charset charset, int mark) {
    /** Those that may be chosen where the guess is wrong. */
    static final List<String> NAMES = List.of(
            "UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "windows-1250", "windows-1251", "ISO-8859-15", "IBM850");

    private static final int CHUNK = 1 << 16;

    /** @throws ImportRefused when there is no such encoding to choose */
    static CsvEncoding chosen(String name, Path file) throws IOException {
        if (!NAMES.contains(name)) {
            throw new ImportRefused("people.import.encoding-unknown");
        }
        CsvEncoding guessed = of(file);
        return guessed.charset().name().equals(name) ? guessed : new CsvEncoding(Charset.forName(name), 0);
    }

    static CsvEncoding of(Path file) throws IOException {
        byte[] start = new byte[3];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.readNBytes(start, 0, 3);
            if (read == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
                return new CsvEncoding(StandardCharsets.UTF_8, 3);
            }
            if (read >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
                return new CsvEncoding(StandardCharsets.UTF_16LE, 2);
            }
            if (read >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
                return new CsvEncoding(StandardCharsets.UTF_16BE, 2);
            }
        }
        return new CsvEncoding(isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"), 0);
    }

    /** The text behind the mark; bytes that are none of the encoding's become U+FFFD. */
    Reader open(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, CHUNK);
        in.skipNBytes(mark);
        return new InputStreamReader(in, charset);
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer chars = CharBuffer.allocate(CHUNK);
        try (FileChannel channel = FileChannel.open(file)) {
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                if (decoder.decode(bytes, chars, end).isError()) {
                    return false;
                }
                bytes.compact();
                chars.clear();
            }
        }
        return true;
    }
}
