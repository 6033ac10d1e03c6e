package org.ringdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.Macro;

/** The regular expressions in the product's compiled code, templates included, and the ways in which each is used. */
final class CodePatterns {
    private static final String STRING = internalName(String.class);
    private static final String PATTERN = internalName(Pattern.class);
    private static final String MATCHER = internalName(Matcher.class);

    /** @param ways in which a text is read by it */
    record Found(String place, Pattern pattern, Set<Way> ways) {
        @Override
        public String toString() {
            return place + " " + pattern;
        }
    }

    enum Way {
        WHOLE,
        PARTS;

        /** Empty for a method that reads nothing. */
        static Optional<Way> of(String method) {
            return switch (method) {
                case "matches", "asMatchPredicate" -> Optional.of(WHOLE);
                case "find", "results", "replaceAll", "replaceFirst", "split", "splitAsStream", "asPredicate" ->
                    Optional.of(PARTS);
                case "lookingAt" -> Optional.of(WHOLE);
                default -> Optional.empty();
            };
        }
    }

    private final List<Found> found = new ArrayList<>();
    private final Map<String, Set<Way>> uses = new HashMap<>();
    private final Map<String, Pattern> fields = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();

    private CodePatterns() {}

    static CodePatterns ofTheProduct() throws IOException {
        var patterns = new CodePatterns();
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            files.filter(path -> path.toString().endsWith(".class")).forEach(patterns::read);
        }
        return patterns;
    }

    List<Found> all() throws ReflectiveOperationException {
        List<Found> all = new ArrayList<>(found);
        all.addAll(shapesOfMacros());
        fields.forEach((name, pattern) ->
                all.add(new Found(name, pattern, uses.getOrDefault(name, EnumSet.allOf(Way.class)))));
        return all;
    }

    /** The classes that have an expression which does not stand in the code as one text. */
    List<String> unknown() {
        return unknown;
    }

    /** Macros are a table, whose expressions are compiled by its lines. */
    private static List<Found> shapesOfMacros() throws ReflectiveOperationException {
        var table = Macro.class.getDeclaredField("SHAPES");
        table.setAccessible(true);
        List<Found> shapes = new ArrayList<>();
        for (Object shape : (List<?>) table.get(null)) {
            var pattern = shape.getClass().getDeclaredMethod("pattern");
            pattern.setAccessible(true);
            shapes.add(new Found(Macro.class.getName(), (Pattern) pattern.invoke(shape), EnumSet.allOf(Way.class)));
        }
        return shapes;
    }

    private void read(Path file) {
        try {
            ClassModel type = ClassFile.of().parse(file);
            String name = type.thisClass().asInternalName().replace('/', '.');
            type.methods()
                    .forEach(method -> method.code()
                            .ifPresent(code -> new Reading(name)
                                    .read(code.elementStream()
                                            .filter(Instruction.class::isInstance)
                                            .map(Instruction.class::cast)
                                            .toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One method, from its beginning to its end; branches are read one after another. */
    private final class Reading {
        private final String type;
        private final Map<Integer, String> slots = new HashMap<>();
        private @Nullable String field;
        private @Nullable Pattern compiled;

        Reading(String type) {
            this.type = type;
        }

        void read(List<Instruction> code) {
            for (int i = 0; i < code.size(); i++) {
                Instruction instruction = code.get(i);
                if (instruction instanceof InvokeInstruction call) {
                    call(call, code.subList(0, i));
                } else if (instruction instanceof FieldInstruction access && isPattern(access.typeSymbol())) {
                    access(access);
                } else if (instruction instanceof StoreInstruction store) {
                    store(store, code.get(i - 1));
                } else if (instruction instanceof LoadInstruction load && slots.containsKey(load.slot())) {
                    field = slots.get(load.slot());
                }
            }
            keepWhatIsInNoField();
        }

        private void store(StoreInstruction store, Instruction before) {
            boolean matcher = before instanceof InvokeInstruction call
                    && call.typeSymbol().returnType().descriptorString().equals(Matcher.class.descriptorString());
            if (matcher && field != null) {
                slots.put(store.slot(), field);
            } else {
                slots.remove(store.slot());
            }
        }

        private void access(FieldInstruction access) {
            String name = access.owner().asInternalName().replace('/', '.') + "."
                    + access.name().stringValue();
            if (access.opcode().name().startsWith("PUT")) {
                if (compiled != null) {
                    fields.put(name, compiled);
                    compiled = null;
                }
            } else {
                field = name;
            }
        }

        private void call(InvokeInstruction call, List<Instruction> before) {
            String owner = call.owner().asInternalName();
            String method = call.name().stringValue();
            if (owner.equals(PATTERN) && method.equals("matches")) {
                unknown.add(type); // Compiles anew each time; a constant does not.
            } else if (owner.equals(PATTERN) && method.equals("compile")) {
                keepWhatIsInNoField();
                compiled = expression(call, before).orElse(null);
            } else if (owner.equals(STRING) && call.type().stringValue().startsWith("(Ljava/lang/String;")) {
                Way.of(method)
                        .ifPresent(way -> expression(call, before)
                                .ifPresent(pattern -> found.add(new Found(type, pattern, Set.of(way)))));
            } else if (owner.equals(MATCHER) || owner.equals(PATTERN)) {
                used(method);
            }
        }

        private void keepWhatIsInNoField() {
            if (compiled != null) {
                found.add(new Found(type, compiled, EnumSet.allOf(Way.class)));
                compiled = null;
            }
        }

        private void used(String method) {
            if (field != null) {
                Way.of(method)
                        .ifPresent(way -> uses.computeIfAbsent(
                                        Objects.requireNonNull(field), any -> EnumSet.noneOf(Way.class))
                                .add(way));
            }
        }

        /** The constants that are pushed just before a call: the expression is the first of its arguments. */
        private Optional<Pattern> expression(InvokeInstruction call, List<Instruction> before) {
            int arguments = call.typeSymbol().parameterCount();
            List<Object> constants = new ArrayList<>();
            for (Instruction one : before.subList(Math.max(0, before.size() - arguments), before.size())) {
                if (one instanceof ConstantInstruction constant) {
                    constants.add(constant.constantValue());
                }
            }
            if (constants.size() == arguments && constants.getFirst() instanceof String expression) {
                boolean flags = call.name().stringValue().equals("compile") && arguments == 2;
                return Optional.of(Pattern.compile(expression, flags ? (Integer) constants.get(1) : 0));
            }
            unknown.add(type);
            return Optional.empty();
        }
    }

    private static boolean isPattern(ClassDesc type) {
        return type.descriptorString().equals(Pattern.class.descriptorString());
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
