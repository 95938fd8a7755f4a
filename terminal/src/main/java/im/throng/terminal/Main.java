package im.throng.terminal;

/// Starts the terminal client.
final class Main {

    private Main() {}

    static void main() {
        System.out.println("The terminal client is not written yet.");
    }
}
