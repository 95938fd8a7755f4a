package im.throng.terminal.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/// A terminal with a line being typed at the bottom, above which everything else appears.
///
/// Threading: JLine guards its own display; reading is confined to one thread.
public final class JLineScreen implements Screen {

    private static final String PROMPT = "> ";
    // Held here, for a logger that nobody holds forgets its level.
    private static final Logger JLINE_LOG = Logger.getLogger("org.jline");

    private final Terminal terminal;
    private final Typing typing;
    private final LineReaderImpl reader;
    private final boolean coloured;
    private final Editor editor;
    private final Window window;
    private final List<Runnable> held = new ArrayList<>(); // Guarded by itself, as is the next.
    private boolean editing;
    private volatile Consumer<String> whileTyping = _ -> { };
    private volatile boolean completing; // Tells a line from an answer.
    private volatile @Nullable String soFar;
    private volatile String aside = "";

    JLineScreen(Terminal terminal, Typing typing, boolean coloured, Editor editor) {
        this.terminal = terminal;
        this.typing = typing;
        this.editor = editor;
        this.window = new Window(terminal, System.getenv("TMUX") != null);
        this.coloured = coloured && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        this.reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                // A message is taken as it is typed: no quoting, no escapes, no "!" history.
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .completer((_, line, candidates) -> complete(line, candidates))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                // A tab that is pasted is a tab, not a wish for candidates.
                .option(LineReader.Option.INSERT_TAB, false)
                .variable(LineReader.DISABLE_HISTORY, true)
                .build();
        typing.earlier().forEach(this::remember);
        watchKeys();
    }

    /// Opens the terminal that the process was started in. It is taken to speak UTF-8, whatever
    /// the locale says: a locale that is named but not installed, as in containers and over ssh,
    /// makes the JDK believe in ASCII.
    ///
    /// @param coloured whether colours are wanted; a dumb terminal has none
    /// @throws IOException if there is none
    public static JLineScreen open(Typing typing, boolean coloured) throws IOException {
        JLINE_LOG.setLevel(Level.OFF);
        // Lines are drawn in UTF-8 like all else: many terminals do not switch character sets.
        System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
        Terminal terminal = TerminalBuilder.builder().system(true).dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .build();
        return new JLineScreen(terminal, typing, coloured, Editor.ofEnvironment());
    }

    @Override
    public void print(Tone tone, String text) {
        synchronized (held) {
            if (editing) {
                held.add(() -> print(tone, text));
                return;
            }
        }
        if (tone == Tone.PLAIN || !coloured) {
            reader.printAbove(text);
        } else {
            reader.printAbove(new AttributedString(text, style(tone)));
        }
    }

    @Override
    public @Nullable String readLine(String prompt) {
        return readLine(prompt, "");
    }

    @Override
    public @Nullable String readLine(String prompt, String begun) {
        aside = "";
        soFar = begun;
        completing = true;
        String line = read(prompt, null, begun);
        completing = false;
        soFar = null;
        if (line != null && typing.remember().test(line)) {
            remember(line);
        }
        return line;
    }

    @Override
    public @Nullable String readAnswer() {
        return read(PROMPT, null, "");
    }

    @Override
    public @Nullable String readSecret() {
        return read(PROMPT, '\0', "");
    }

    @Override
    public Optional<String> edit(String text) {
        synchronized (held) {
            editing = true;
        }
        window.watch(false);
        Optional<String> edited = editor.edit(text, terminal);
        window.watch(true);
        List<Runnable> meanwhile;
        synchronized (held) {
            editing = false;
            meanwhile = List.copyOf(held);
            held.clear();
        }
        meanwhile.forEach(Runnable::run);
        return edited;
    }

    @Override
    public void ring() {
        terminal.puts(InfoCmp.Capability.bell);
        terminal.flush();
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        window.close();
        try {
            terminal.close();
        } catch (IOException alreadyGone) {
            JLINE_LOG.log(Level.FINE, "The terminal is gone", alreadyGone);
        }
    }

    @Override
    public void title(String title) {
        window.title(title);
    }

    @Override
    public void notifyBy(Notify kind) {
        window.notifyBy(kind);
    }

    @Override
    public void call(String about, String text) {
        window.call(about, text);
    }

    @Override
    public Optional<String> setAside() {
        return Optional.of(aside);
    }

    @Override
    public Optional<String> halfTyped() {
        return Optional.ofNullable(soFar)
                .map(now -> aside.isEmpty() ? withoutCommand(now) : aside);
    }

    @Override
    public void prompt(String prompt) {
        try {
            if (completing && reader.isReading()) {
                reader.setPrompt(prompt);
                reader.callWidget(LineReader.REDISPLAY);
            }
        } catch (IllegalStateException lineJustEnded) {
            JLINE_LOG.log(Level.FINE, "The next line has the new prompt", lineJustEnded);
        }
    }

    @Override
    public void whileTyping(Consumer<String> told) {
        whileTyping = told;
    }

    private @Nullable String read(String prompt, @Nullable Character mask, String begun) {
        try {
            return reader.readLine(prompt, null, mask, begun);
        } catch (UserInterruptException leaving) {
            putAside(leaving.getPartialLine());
            return null;
        } catch (EndOfFileException leaving) {
            return null;
        }
    }

    /// Sees what each key makes of the line, tells of those that add to it, and lets some put aside
    /// what is half typed: Alt-O to open another conversation, Alt-A to open the next with
    /// something unread, Alt-E to go on in an editor.
    private void watchKeys() {
        reader.getWidgets().replaceAll((_, widget) -> () -> {
            boolean done = widget.apply();
            if (completing) {
                soFar = reader.getBuffer().toString();
            }
            return done;
        });
        Widget insert = Objects.requireNonNull(
                reader.getBuiltinWidgets().get(LineReader.SELF_INSERT));
        reader.getWidgets().put(LineReader.SELF_INSERT, () -> {
            boolean done = insert.apply();
            if (completing) {
                soFar = reader.getBuffer().toString();
                whileTyping.accept(reader.getBuffer().toString());
            }
            return done;
        });
        KeyMap<Binding> keys =
                Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        keys.bind((Widget) () -> putAsideFor("/open "), KeyMap.alt('o'));
        keys.bind((Widget) () -> putAsideAndDo("/next"), KeyMap.alt('a'));
        keys.bind((Widget) () -> putAsideAndDo("/edit"), KeyMap.alt('e'));
        keys.bind((Widget) () -> focused(true), LineReaderImpl.FOCUS_IN_SEQ);
        keys.bind((Widget) () -> focused(false), LineReaderImpl.FOCUS_OUT_SEQ);
    }

    private boolean focused(boolean now) {
        window.focused(now);
        return true;
    }

    private boolean putAsideAndDo(String command) {
        boolean put = putAsideFor(command);
        if (put) {
            reader.callWidget(LineReader.ACCEPT_LINE);
        }
        return put;
    }

    private boolean putAsideFor(String command) {
        if (!completing) {
            return false;
        }
        putAside(reader.getBuffer().toString());
        reader.getBuffer().clear();
        reader.getBuffer().write(command);
        return true;
    }

    private void putAside(String halfTyped) {
        aside = completing ? withoutCommand(halfTyped) : "";
    }

    /// Half a command is not worth keeping; two slashes begin a text.
    private static String withoutCommand(String halfTyped) {
        boolean isCommand = (halfTyped.startsWith("/") && !halfTyped.startsWith("//"))
                || (halfTyped.startsWith("／") && !halfTyped.startsWith("／／"));
        return isCommand ? "" : halfTyped;
    }

    /// The reader itself remembers nothing, for it would remember answers and passwords too.
    private void remember(String line) {
        reader.setVariable(LineReader.DISABLE_HISTORY, false);
        reader.getHistory().add(line);
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        if (completing) {
            typing.candidates().apply(line.line().substring(0, line.cursor()))
                    .forEach((text, note) -> candidates.add(new Candidate(text, text, null,
                            note.isEmpty() ? null : note, null, null, true)));
        }
    }

    private static AttributedStyle style(Tone tone) {
        return switch (tone) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case FOR_ME -> AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
            case NOTICE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case TROUBLE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }
}
