package im.throng.server.delivery;

import java.util.List;

/// Where outcomes go once they are durable.
public interface Outlet {

    /// Takes a batch to its audiences, in its order; batches of one thread keep theirs. It must not
    /// block.
    void deliver(List<Parcel> parcels);
}
