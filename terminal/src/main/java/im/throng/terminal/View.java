package im.throng.terminal;

import im.throng.protocol.message.ConversationName;

/// What the user looks at: the menu or a conversation; and whether the bell rings.
///
/// Threading: any thread.
final class View {

    private volatile boolean menu = true;
    private volatile ConversationName open = ConversationName.ALL;
    private volatile boolean bell;

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

    /// Tells whether the bell rings when somebody addresses the user.
    boolean bell() {
        return bell;
    }

    /// Sets whether it does.
    void bell(boolean on) {
        bell = on;
    }

    /// Returns what stands before the line being typed.
    String prompt() {
        return menu ? "> " : open.text() + "> ";
    }
}
