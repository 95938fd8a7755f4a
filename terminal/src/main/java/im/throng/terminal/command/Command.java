package im.throng.terminal.command;

import im.throng.protocol.message.UserId;
import org.jspecify.annotations.Nullable;

/// What somebody who is logged in can want.
public sealed interface Command {

    /// Show the menu.
    record ShowMenu() implements Command {}

    /// List who is online.
    record ShowOnline() implements Command {}

    /// Ask what to say to all, then say it.
    record AskAndSay() implements Command {}

    /// Say something to all.
    record Say(String text) implements Command {}

    /// Say something to one user.
    record Tell(UserId to, String text) implements Command {}

    /// List the newest messages.
    ///
    /// @param with the other user of a direct conversation; null for what was said to all
    record ShowMessages(@Nullable UserId with) implements Command {}

    /// Leave and keep the session.
    record Leave() implements Command {}

    /// Leave and end the session.
    record Logout() implements Command {}

    /// None of the choices of the menu.
    record WrongChoice() implements Command {}

    /// A line that begins like a command and is none; it is never sent to anybody.
    record UnknownCommand(String word) implements Command {}
}
