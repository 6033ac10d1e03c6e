package org.ringdesk.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A made-up directory as CSV; the same every time. Numbers are written in the ways that directories hold them. */
final class PeopleFile {
    private static final List<String> FIRST = List.of(
            "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hanna", "Ivo", "Jana", "Kofi", "Lena", "Marek",
            "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tariq", "Ute", "Vera", "Wanda", "Yusuf", "Zoë");
    private static final List<String> LAST = List.of(
            "Abara", "Bianchi", "Castro", "Duarte", "Eriksen", "Fontaine", "Gruber", "Haddad", "Iversen", "Jansen", "Kowalski",
            "Lindqvist", "Moreau", "Novák", "Okafor", "Petrov", "Quist", "Rossi", "Schäfer", "Tanaka", "Ueda", "Vargas",
            "Weber", "Yilmaz", "Zimmer");
    private static final List<String> AREAS = List.of("212", "303", "415", "512", "617", "702", "808", "919");

    private PeopleFile() {}

    /** Writes that many people; every one has a telephone number, one in 50 shares it with a colleague. */
    static void write(Path file, int people) throws IOException {
        var random = new Random(people);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("user_name,first_name,last_name,email_address,phone,cell_phone,building,floor,cubic,company,department\n");
            for (int i = 0; i < people; i++) {
                out.write(line(i, random));
            }
        }
    }

    private static String line(int i, Random random) {
        String first = FIRST.get(random.nextInt(FIRST.size()));
        String last = LAST.get(random.nextInt(LAST.size()));
        return "bench%08d,%s,%s,b%d@example.org,%s,%s,Building %d,%d,C-%d,Company %d,Department %d%n"
                .formatted(
                        i,
                        first,
                        last,
                        i,
                        phone(i),
                        i % 3 == 0 ? "+44 7700 9%05d".formatted(i % 100_000) : "",
                        i % 40,
                        i % 12,
                        i,
                        i % 500,
                        i % 60);
    }

    /** The number of the person with that place in the file. */
    static String phone(int person) {
        int line = person % 50 == 49 ? person - 1 : person;
        String area = AREAS.get(line % AREAS.size());
        int number = 2_000_000 + line / AREAS.size();
        String exchange = Integer.toString(number / 10_000);
        String rest = "%04d".formatted(number % 10_000);
        return switch (person % 6) {
            case 0 -> "(" + area + ") " + exchange + "-" + rest;
            case 1 -> "+1 " + area + " " + exchange + " " + rest;
            case 2 -> area + "." + exchange + "." + rest;
            case 3 -> "+1" + area + exchange + rest;
            case 4 -> "1-" + area + "-" + exchange + "-" + rest;
            default -> area + exchange + rest;
        };
    }
}
