"""A page of an invented video platform as a Vue file: captured faces are filtered, its texts come from a table."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "种族"), ("key", "nation")),
)


def case() -> dict[str, bytes]:
    """The choices are codes whose texts stand in the table."""
    return {
        "web/src/views/face/FaceSearch.vue": b"""\
<template>
  <el-form :model="query" class="face-search">
    <el-form-item :label="$t('face.age')"><el-input v-model="query.age" /></el-form-item>
    <el-form-item :label="$t('face.glasses')"><el-switch v-model="query.glasses" /></el-form-item>
    <el-form-item :label="$t('face.k3')">
      <el-select v-model="query.nation" clearable>
        <el-option v-for="item in kinds" :key="item.value" :label="$t(item.label)" :value="item.value" />
      </el-select>
    </el-form-item>
    <el-button @click="searchSnapshots">{{ $t('face.search') }}</el-button>
  </el-form>
</template>
<script>
export default {
  data() {
    return {
      query: { age: '', glasses: false, nation: '' },
      kinds: [
        { value: 1, label: 'face.kind1' },
        { value: 2, label: 'face.kind2' },
      ],
    }
  },
}
</script>
""",
        "web/src/lang/zh-CN.js": """\
export default {
  face: {
    age: '年龄',
    glasses: '眼镜',
    k3: '种族',
    kind1: '汉族',
    kind2: '维吾尔族',
    search: '检索抓拍',
  },
}
""".encode(),
    }


def twin() -> dict[str, bytes]:
    """Members of staff are entered; and a choice of the language."""
    return {
        "web/src/views/staff/StaffEdit.vue": b"""\
<template>
  <el-form :model="form" class="employee-form">
    <el-form-item :label="$t('staff.name')"><el-input v-model="form.name" /></el-form-item>
    <el-form-item :label="$t('staff.k3')"><el-select v-model="form.nation" /></el-form-item>
    <el-form-item :label="$t('staff.idNo')"><el-input v-model="form.idCard" /></el-form-item>
    <el-form-item :label="$t('staff.education')"><el-input v-model="form.education" /></el-form-item>
  </el-form>
</template>
""",
        "web/src/lang/zh-CN.js": """\
export default {
  staff: { name: '姓名', k3: '民族', idNo: '身份证号', education: '学历' },
  language: { ug: '维吾尔语', bo: '藏语', en: '英语' },
}
""".encode(),
    }
