package im.throng.fault;

import im.throng.client.ThrongClient;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.nio.file.Path;

/// A program that posts numbered messages until it is killed. It prints each number when the
/// message is in the outbox.
final class PostingProgram {

    private PostingProgram() {}

    /// Starts it with the server's port, the user's id and password, the file of the store, and the
    /// first number.
    public static void main(String[] arguments) {
        try (ThrongClient client = ThrongClient.builder().port(Integer.parseInt(arguments[0]))
                .store(Path.of(arguments[3])).build()) {
            client.login(new UserId(Long.parseLong(arguments[1])), arguments[2]);
            for (long number = Long.parseLong(arguments[4]);; number++) {
                client.outbox().post(ConversationName.ALL, Long.toString(number));
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
