package im.throng.server.group;

import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;

/// Group requests, translated to the group services and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block.
public final class GroupController {

    private final GroupService groups;
    private final GroupDirectory directory;

    /// Creates the controller.
    public GroupController(GroupService groups, GroupDirectory directory) {
        this.groups = groups;
        this.directory = directory;
    }

    /// Answers a request; a change is answered when it is durable.
    public void handle(UserSession asker, GroupRequest request, Responder responder) {
        UserId viewer = asker.userId();
        switch (request) {
            case GroupRequest.Create r -> groups.create(asker, r, responder);
            case GroupRequest.Add r -> groups.add(asker, r, responder);
            case GroupRequest.Change r -> groups.change(asker, r, responder);
            case GroupRequest.Get r ->
                    responder.answer(directory.describe(r.group(), viewer));
            case GroupRequest.ListMembers r -> responder.answer(
                    directory.members(r.group(), viewer, r.after(), r.limit()));
            case GroupRequest.ListJoinRequests r ->
                    responder.answer(directory.waiting(r.group(), viewer));
        }
    }
}
