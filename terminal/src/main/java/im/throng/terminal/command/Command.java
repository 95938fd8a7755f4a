package im.throng.terminal.command;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody who is logged in can want. Users are named as they were typed, by id or by name.
public sealed interface Command {

    /// Nothing was typed.
    record Nothing() implements Command {}

    /// A line that is no command: the menu has no such choice, a conversation takes it as said.
    record Text(String text) implements Command {}

    /// A choice of the menu: list who is online.
    record ShowOnline() implements Command {}

    /// A choice of the menu: ask what to say to all, then say it.
    record AskAndSay() implements Command {}

    /// A choice of the menu: list the newest messages to all.
    record ShowMessages() implements Command {}

    /// Leave and keep the session.
    record Leave() implements Command {}

    /// Go back to the menu.
    record ShowMenu() implements Command {}

    /// Explain the commands, or one of them.
    record Help(@Nullable CommandWord word) implements Command {}

    /// List who is online whose name or id holds this; empty for everybody.
    record Who(String part) implements Command {}

    /// Open a conversation, to which lines that are no commands then go.
    ///
    /// @param name `all`, `u:ID`, `g:ID`, a user, or the title of a group
    record Open(String name) implements Command {}

    /// List the newest messages of the open conversation.
    record History(int count) implements Command {}

    /// List the conversations.
    record ShowChats() implements Command {}

    /// Open the next conversation with something unread.
    record OpenNext() implements Command {}

    /// Show what is before the messages shown of the open conversation.
    record ShowMore() implements Command {}

    /// Show a message of the open conversation with what stands around it.
    record GoTo(long seq) implements Command {}

    /// Go on in an editor with what is half typed.
    record Edit() implements Command {}

    /// Answer a message of the open conversation.
    record Reply(long seq, String text) implements Command {}

    /// Send messages again that were refused.
    ///
    /// @param id which one; null: all of them
    record Retry(@Nullable Long id) implements Command {}

    /// Drop a message that was not sent.
    record Discard(long id) implements Command {}

    /// Mark a conversation as read.
    ///
    /// @param name as for opening; empty: the open one
    record MarkRead(String name) implements Command {}

    /// Be no longer told of the open conversation, or be told again; null: the other way round.
    record Mute(@Nullable Boolean on) implements Command {}

    /// Keep the open conversation at the top of the list, or do not; null: the other way round.
    record Pin(@Nullable Boolean on) implements Command {}

    /// Do something with a group.
    ///
    /// @param group which one; null: the open one
    /// @param rest  what follows
    record Group(GroupWord word, @Nullable GroupId group, String rest) implements Command {}

    /// Say something to all.
    record Say(String text) implements Command {}

    /// Say something to one user.
    record Tell(String to, String text) implements Command {}

    /// Find users by id or by the beginning of their name.
    record SearchUser(String query) implements Command {}

    /// Be told of users' presence.
    record Watch(List<String> users) implements Command {
        /// Keeps its own copy of the list.
        public Watch {
            users = List.copyOf(users);
        }
    }

    /// Be no longer told of users' presence.
    record Unwatch(List<String> users) implements Command {
        /// Keeps its own copy of the list.
        public Unwatch {
            users = List.copyOf(users);
        }
    }

    /// Set how one appears.
    record SetStatus(Status status) implements Command {}

    /// Show one's own public data.
    record ShowProfile() implements Command {}

    /// Change one field of one's own public data.
    record ChangeProfile(ProfileField field, String value) implements Command {}

    /// Ask for the old and a new password, then change it.
    record ChangePassword() implements Command {}

    /// List one's own sessions.
    record ShowDevices() implements Command {}

    /// End one of one's own sessions.
    ///
    /// @param number its number in the list, from 1
    record RevokeDevice(int number) implements Command {}

    /// End all of one's own sessions but this one.
    record RevokeOthers() implements Command {}

    /// Speak another language.
    record SetLanguage(String language) implements Command {}

    /// Ring the bell, or do not, when somebody addresses the user.
    record SetBell(boolean on) implements Command {}

    /// Let the terminal notify the user, or not, when somebody addresses them.
    ///
    /// @param how off, or by what
    record SetNotify(String how) implements Command {}

    /// Leave and end the session.
    record Logout() implements Command {}

    /// A line that begins like a command and is none; it is never sent to anybody.
    ///
    /// @param nearest the word that was probably meant
    record UnknownCommand(String word, @Nullable CommandWord nearest) implements Command {}

    /// A command with something missing or too much after it.
    record WrongUse(CommandWord word) implements Command {}

    /// A command for groups with something missing or too much after it.
    ///
    /// @param word null: it is none of those
    record WrongGroupUse(@Nullable GroupWord word) implements Command {}

    /// What of one's own public data can be changed.
    enum ProfileField { NAME, SEX, BIO }
}
