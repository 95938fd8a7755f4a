package im.throng.server.group;

import im.throng.protocol.error.RejectedException;

/// Decides what a change does to a group, by what is true inside the transaction. It is pure: it
/// reads the facts and nothing else.
public interface GroupRule {

    /// Decides, or refuses.
    GroupChange decide(GroupFacts facts) throws RejectedException;
}
