package im.throng.server;

import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
public final class Version implements IVersionProvider {

    /// Returns the version alone.
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not built)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"throng " + text()};
    }
}
