/// Tests of the profiles.
@NullMarked
package im.throng.bench.profile;

import org.jspecify.annotations.NullMarked;
