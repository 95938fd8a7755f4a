package im.throng.terminal;

import im.throng.protocol.message.ConversationName;

/// What the user looks at: the menu or a conversation; whether the bell rings, and whether the
/// connection is lost.
///
/// Threading: any thread.
final class View {

    private volatile boolean menu = true;
    private volatile ConversationName open = ConversationName.ALL;
    private volatile boolean bell;
    private volatile boolean away;

    /// Tells whether the menu is shown, rather than a conversation.
    boolean isMenu() {
        return menu;
    }

    /// Shows the menu, or the open conversation.
    void menu(boolean shown) {
        menu = shown;
    }

    /// Returns the conversation that is open, or would be without the menu.
    ConversationName open() {
        return open;
    }

    /// Opens a conversation.
    void open(ConversationName conversation) {
        open = conversation;
        menu = false;
    }

    /// Opens everybody's conversation in place of one that is no more; a menu stays.
    void close() {
        open = ConversationName.ALL;
    }

    /// Tells whether entries of a conversation are before the user's eyes as they come.
    boolean shows(ConversationName conversation) {
        return menu || conversation.equals(open);
    }

    /// Tells whether the bell rings when somebody addresses the user.
    boolean bell() {
        return bell;
    }

    /// Sets whether it does.
    void bell(boolean on) {
        bell = on;
    }

    /// Tells whether the connection is lost.
    boolean isAway() {
        return away;
    }

    /// Sets whether it is.
    void away(boolean lost) {
        away = lost;
    }
}
