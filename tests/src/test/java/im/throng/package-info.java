/// Tests of the project as a whole; the tests of a package are in a package of the same name.
@NullMarked
package im.throng;

import org.jspecify.annotations.NullMarked;
