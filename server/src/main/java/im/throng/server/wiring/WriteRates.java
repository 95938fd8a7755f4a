package im.throng.server.wiring;

import im.throng.protocol.message.GroupId;
import im.throng.server.chat.ConversationRates;
import im.throng.server.gateway.SessionRates;

/// The gateway's rates of conversations, as the chat asks for them.
///
/// Threading: any thread.
final class WriteRates implements ConversationRates {

    private final SessionRates rates;

    WriteRates(SessionRates rates) {
        this.rates = rates;
    }

    @Override
    public long admitToAll() {
        return rates.admitToAll(System.nanoTime());
    }

    @Override
    public long admitTo(GroupId group) {
        return rates.admitToGroup(group, System.nanoTime());
    }
}
