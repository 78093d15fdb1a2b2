package dev.ordersaga.eventprocessing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeVersionTest {

    @Test
    void itFollowsFromTheClassFilesInAnyOrder() {
        String version = CodeVersion.of(Rebuild.class, CodeVersion.class);
        assertThat(version).hasSize(64).isEqualTo(CodeVersion.of(CodeVersion.class, Rebuild.class));
        assertThat(version).isNotEqualTo(CodeVersion.of(CodeVersion.class));
    }
}
