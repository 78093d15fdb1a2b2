package dev.ordersaga.eventprocessing.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.springframework.core.OverridingClassLoader;

class ProcessIdentityTest {

    /** As in two containers: both have the process id and the host name of this process. */
    @Test
    void startsWithEqualProcessIdAndHostDiffer() throws Exception {
        String another = nameOfAnotherStart();
        String readable = ManagementFactory.getRuntimeMXBean().getName();

        assertThat(another).startsWith(readable + "/").isNotEqualTo(ProcessIdentity.NAME);
        assertThat(ProcessIdentity.NAME).startsWith(readable + "/").isNotEqualTo(nameOfAnotherStart());
    }

    private static String nameOfAnotherStart() throws Exception {
        String type = ProcessIdentity.class.getName();
        ClassLoader start = new OverridingClassLoader(ProcessIdentity.class.getClassLoader()) {
            @Override
            protected boolean isEligibleForOverriding(String className) {
                return className.equals(type);
            }
        };
        return String.valueOf(start.loadClass(type).getField("NAME").get(null));
    }
}
