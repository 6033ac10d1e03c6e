package org.ringdesk.people;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who fits what somebody is typing. */
public record PersonOptionsPage(List<Person> people) {

    /** What tells people of one name apart: department and a number. */
    public static String detail(Person person) {
        CallerFields fields = person.details().fields();
        String number = Stream.of(CallerField.PHONE, CallerField.CELL_PHONE, CallerField.SMS_NUMBER)
                .map(fields::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return Stream.of(person.details().department(), number)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
