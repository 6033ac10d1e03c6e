package org.ringdesk.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fifteen fields by which a link may name a caller, in the contract's order. Column, CSV header, JSON property and
 * link parameter (after {@code autoUserField_}) all carry {@link #fieldName()}.
 */
public enum CallerField {
    USER_NAME(Kind.LOGIN),
    FIRST_NAME(Kind.TEXT),
    LAST_NAME(Kind.TEXT),
    EMAIL_ADDRESS(Kind.TEXT),
    SMS_NUMBER(Kind.NUMBER),
    PHONE(Kind.NUMBER),
    CELL_PHONE(Kind.NUMBER),
    CAR_NUMBER(Kind.TEXT),
    BUILDING(Kind.TEXT),
    FLOOR(Kind.TEXT),
    CUBIC(Kind.TEXT),
    CUST_TEXT1(Kind.TEXT),
    CUST_TEXT2(Kind.TEXT),
    CUST_INT1(Kind.INTEGER),
    CUST_INT2(Kind.INTEGER);

    /** How values of a field compare. */
    public enum Kind {
        /** Ignoring case and surrounding blanks, then ignoring accents. */
        TEXT,
        /** As text; a Windows domain before a backslash may be there on either side. */
        LOGIN,
        /** By what it dials. */
        NUMBER,
        /** As a whole number of at most 64 bits. */
        INTEGER
    }

    private static final Map<String, CallerField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(CallerField::fieldName, Function.identity()));

    private final Kind kind;
    private final String fieldName = name().toLowerCase(Locale.ROOT);

    CallerField(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The contract's name, such as {@code user_name}. */
    public String fieldName() {
        return fieldName;
    }

    /** The field of that name, ignoring case; empty for anything that is not one of the fifteen. */
    public static Optional<CallerField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
