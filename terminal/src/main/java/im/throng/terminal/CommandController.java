package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.User;
import im.throng.terminal.command.Command;
import im.throng.terminal.command.CommandWord;
import im.throng.terminal.command.GroupWord;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Notify;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.util.Optional;
import java.util.function.Consumer;

/// Hands each command to the controller of its concern.
///
/// Threading: the main thread.
final class CommandController {

    private final Desk desk;
    private final AccountController account;
    private final PresenceController presence;
    private final ChatController chat;
    private final ProfileController profile;
    private final DeviceController devices;
    private final HelpText help;
    private final Mailbag mailbag;
    private final ConversationController conversations;
    private final GroupController groups;

    CommandController(Desk desk, AccountController account, PresenceController presence,
                      ChatController chat, Mailbag mailbag,
                      ConversationController conversations, Consumer<ConversationName> left) {
        this.desk = desk;
        this.account = account;
        this.presence = presence;
        this.chat = chat;
        this.profile = new ProfileController(desk);
        this.devices = new DeviceController(desk);
        this.help = new HelpText(desk.texts());
        this.mailbag = mailbag;
        this.conversations = conversations;
        this.groups = new GroupController(desk, conversations, left, this::sayUse);
    }

    /// Tells whether a command waits for an answer of the server. What is said does not: it is sent
    /// when there is a connection.
    boolean waitsForServer(Command command) {
        return switch (command) {
            case Command.Open(String name) -> !conversations.isKnownHere(name);
            case Command.ShowMessages _ -> !conversations.isKnownHere(ConversationName.ALL.text());
            case Command.History _ -> !conversations.isKnownHere(desk.view().open().text());
            case Command.ShowOnline _, Command.Who _, Command.Mute _, Command.Pin _,
                 Command.Group _, Command.SearchUser _, Command.Watch _, Command.Unwatch _,
                 Command.SetStatus _, Command.ShowProfile _, Command.ChangeProfile _,
                 Command.ChangePassword _, Command.ShowDevices _, Command.RevokeDevice _,
                 Command.RevokeOthers _, Command.Logout _ -> true;
            case Command.Nothing _, Command.Text _, Command.AskAndSay _, Command.Leave _,
                 Command.ShowMenu _, Command.Help _, Command.Say _, Command.Tell _,
                 Command.ShowChats _, Command.OpenNext _, Command.ShowMore _, Command.GoTo _,
                 Command.Edit _, Command.Reply _, Command.Retry _, Command.Discard _,
                 Command.MarkRead _, Command.SetLanguage _, Command.SetBell _, Command.SetNotify _,
                 Command.UnknownCommand _, Command.WrongUse _, Command.WrongGroupUse _ -> false;
        };
    }

    /// Carries out a command.
    ///
    /// @return false at the end of input
    boolean carryOut(Command command, User user) {
        switch (command) {
            case Command.AskAndSay _ -> {
                return chat.askAndSay();
            }
            case Command.ChangePassword _ -> {
                return profile.changePassword();
            }
            case Command.ShowOnline _ -> presence.list(Phrase.ONLINE_NOW, user.userId());
            case Command.ShowMessages _ -> chat.list(user);
            case Command.Who(String part) -> presence.who(part, user.userId());
            case Command.Open(String name) -> conversations.open(name, user);
            case Command.ShowChats _ -> conversations.list();
            case Command.OpenNext _ -> conversations.openNext(user);
            case Command.ShowMore _ -> conversations.more(user);
            case Command.GoTo(long seq) -> conversations.goTo(seq, user);
            case Command.MarkRead(String name) -> conversations.markRead(name);
            case Command.Mute(Boolean on) -> conversations.mute(on);
            case Command.Pin(Boolean on) -> conversations.pin(on);
            case Command.Group group -> groups.carryOut(group, user);
            case Command.Reply(long seq, String text) ->
                    chat.say(desk.view().open(), text, seq);
            case Command.Retry(Long id) -> mailbag.retry(Optional.ofNullable(id));
            case Command.Discard(long id) -> mailbag.discard(id);
            case Command.History(int count) -> chat.history(count, user);
            case Command.Text(String text) -> chat.say(desk.view().open(), text);
            case Command.Say(String text) -> chat.say(ConversationName.ALL, text);
            case Command.Tell(String to, String text) -> conversations.find(to)
                    .ifPresent(conversation -> chat.say(conversation, text));
            case Command.SearchUser(String query) -> presence.search(query);
            case Command.Watch watch -> presence.watch(watch.users());
            case Command.Unwatch unwatch -> presence.unwatch(unwatch.users());
            case Command.SetStatus(var status) -> presence.setStatus(status);
            case Command.ShowProfile _ -> profile.show(user.userId());
            case Command.ChangeProfile(var field, String value) ->
                    profile.change(field, value, account::isNow);
            case Command.ShowDevices _ -> devices.list();
            case Command.RevokeDevice(int number) -> devices.revoke(number);
            case Command.RevokeOthers _ -> devices.revokeOthers();
            case Command.Logout _ -> {
                chat.settle();
                account.logout();
            }
            default -> carryOutHere(command);
        }
        return true;
    }

    /// Carries out what needs no server.
    private void carryOutHere(Command command) {
        switch (command) {
            case Command.SetLanguage(String language) -> {
                desk.texts().speak(Language.of(language));
                desk.say(Phrase.LANGUAGE_SET);
            }
            case Command.SetBell(boolean on) -> {
                desk.view().bell(on);
                desk.say(on ? Phrase.BELL_ON : Phrase.BELL_OFF);
            }
            case Command.SetNotify(String how) -> {
                desk.screen().notifyBy(Notify.named(how).orElseThrow());
                desk.say(Phrase.NOTIFY_SET, how);
            }
            case Command.Help one -> desk.screen().print(
                    one.word() == null ? help.all() : help.of(one.word()));
            case Command.UnknownCommand(String word, var nearest) -> {
                if (nearest == null) {
                    desk.say(Tone.TROUBLE, Phrase.COMMAND_WRONG, HarmlessText.of(word));
                } else {
                    desk.say(Tone.TROUBLE, Phrase.COMMAND_NEAREST, HarmlessText.of(word),
                            help.use(nearest));
                }
                desk.say(Phrase.COMMAND_SAY);
            }
            case Command.WrongUse(var word) ->
                    desk.say(Tone.TROUBLE, Phrase.COMMAND_USE, help.of(word).strip());
            case Command.WrongGroupUse(var word) -> {
                if (word == null) {
                    desk.say(Tone.TROUBLE, Phrase.COMMAND_USE,
                            help.of(CommandWord.GROUP).strip());
                } else {
                    sayUse(word);
                }
            }
            default -> throw new IllegalStateException("nobody carries out " + command);
        }
    }

    private void sayUse(GroupWord word) {
        desk.say(Tone.TROUBLE, Phrase.COMMAND_USE, help.of(word).strip());
    }
}
