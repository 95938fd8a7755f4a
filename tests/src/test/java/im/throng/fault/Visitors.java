package im.throng.fault;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.RawConnection;
import java.io.IOException;
import java.util.ArrayList;

/// A process full of clients that log in and stay until it is killed: `PORT COUNT ID PASSWORD`.
final class Visitors {

    private Visitors() {}

    public static void main(String[] arguments) throws IOException {
        var clients = new ArrayList<NativeClient>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            var client = new NativeClient(RawConnection.open(Integer.parseInt(arguments[0])));
            client.ask("account.login", Json.object("userId", Long.parseLong(arguments[2]),
                    "userPwd", arguments[3]));
            clients.add(client);
        }
        System.out.println(clients.size() + " are there");
        while (System.in.read() >= 0) {
            // Stays until it is killed or left alone.
        }
    }
}
