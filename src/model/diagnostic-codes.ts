/** Every diagnostic code, with its severity and what it means; `docs/diagnostics.md` is generated from this table and test/fixtures/bad. */

import type { Message } from './message.ts'

export type Severity = 'error' | 'warning' | 'info'

export interface DiagnosticCodeEntry {
  readonly severity: Severity
  readonly title: Message
}

export const DIAGNOSTIC_CODES = {
  // --- files and YAML -----------------------------------------------------------------------------------------------
  'file-unreadable': {
    severity: 'error',
    title: { zh: '文件不存在或无法读取', en: 'A file is missing or cannot be read' },
  },
  'file-encoding': {
    severity: 'error',
    title: { zh: '文件不是 UTF-8 编码（如 GBK）', en: 'A file is not UTF-8 (GBK, for instance)' },
  },
  'pack-empty': { severity: 'error', title: { zh: '规则包里没有任何规则', en: 'A rule pack holds no rules' } },
  'yaml-syntax': { severity: 'error', title: { zh: 'YAML 语法错误', en: 'The YAML cannot be read' } },
  'fullwidth-colon': { severity: 'error', title: { zh: '用了全角冒号', en: 'A full-width colon' } },
  'fullwidth-comma': { severity: 'error', title: { zh: '用了全角逗号', en: 'A full-width comma' } },
  'fullwidth-space': { severity: 'error', title: { zh: '用了全角空格', en: 'A full-width space' } },
  'fullwidth-bracket': { severity: 'error', title: { zh: '用了全角括号', en: 'A full-width bracket' } },
  'fullwidth-quote': { severity: 'error', title: { zh: '用了中文引号', en: 'Chinese quotation marks' } },
  'tab-indent': { severity: 'error', title: { zh: '用制表符缩进', en: 'Indented with a tab' } },
  'unquoted-leading-zero': {
    severity: 'error',
    title: { zh: '以 0 开头的数字没有加引号', en: 'A number with a leading zero is not quoted' },
  },
  'long-number': {
    severity: 'error',
    title: { zh: '数字太长，会丢失位数', en: 'A number too long to keep its digits' },
  },
  'unpadded-date': {
    severity: 'error',
    title: { zh: '日期没有写成 2025-09-01', en: 'A date not written like 2025-09-01' },
  },
  'unquoted-comparison': {
    severity: 'error',
    title: { zh: '没有加引号的 >=、<= 等', en: 'An unquoted comparison such as >=' },
  },
  'unquoted-colon': {
    severity: 'error',
    title: { zh: '没有加引号的文字里有冒号', en: 'A colon inside unquoted text' },
  },
  'unquoted-comma': {
    severity: 'error',
    title: { zh: '花括号里没有加引号的文字含有逗号', en: 'A comma inside unquoted text within braces' },
  },
  'duplicate-key': { severity: 'error', title: { zh: '同一处重复的键', en: 'The same key twice in one place' } },
  // --- shape --------------------------------------------------------------------------------------------------------
  'unknown-key': { severity: 'error', title: { zh: '不认识的键', en: 'A key that does not exist here' } },
  'missing-key': { severity: 'error', title: { zh: '缺少必需的键', en: 'A required key is missing' } },
  'wrong-value': { severity: 'error', title: { zh: '值的形式不对', en: 'A value of the wrong form' } },
  'wrong-duration': { severity: 'error', title: { zh: '时长写法不对', en: 'A duration that cannot be read' } },
  'wrong-date': {
    severity: 'error',
    title: { zh: '日期不存在或写法不对', en: 'A date that does not exist or cannot be read' },
  },
  'duplicate-id': { severity: 'error', title: { zh: '同一个编号定义了两次', en: 'One id defined twice' } },
  'dated-order': { severity: 'error', title: { zh: '按日期生效的值次序不对', en: 'Dated values out of order' } },
  'range-reversed': { severity: 'error', title: { zh: '范围前后颠倒', en: 'A range whose end is before its start' } },
  // --- names --------------------------------------------------------------------------------------------------------
  'unknown-event': { severity: 'error', title: { zh: '没有这种记录', en: 'No such record type' } },
  'unknown-fact': { severity: 'error', title: { zh: '没有这个字段或事实', en: 'No such field or fact' } },
  'unknown-choice': { severity: 'error', title: { zh: '不在选项之中', en: 'Not one of the choices' } },
  'unknown-operator': { severity: 'error', title: { zh: '没有这个运算', en: 'No such operator' } },
  'unknown-parameter': { severity: 'error', title: { zh: '没有这个参数', en: 'No such parameter' } },
  'unknown-calendar': { severity: 'error', title: { zh: '没有这个日历', en: 'No such calendar' } },
  'unknown-season': { severity: 'error', title: { zh: '没有这个季节', en: 'No such season' } },
  'unknown-post': { severity: 'error', title: { zh: '没有这个岗位', en: 'No such post' } },
  'unknown-standard': { severity: 'error', title: { zh: '没有这项标准', en: 'No such standard' } },
  'unknown-clause': { severity: 'error', title: { zh: '没有登记这一条款', en: 'No such clause is registered' } },
  'unknown-kind': { severity: 'error', title: { zh: '没有这种标准', en: 'No such kind of standard' } },
  'unknown-grade': { severity: 'error', title: { zh: '没有这个等级', en: 'No such grade' } },
  'unknown-zone': { severity: 'error', title: { zh: '没有这个时区', en: 'No such time zone' } },
  'unknown-profile': { severity: 'error', title: { zh: '没有这个方案', en: 'No such profile' } },
  'ambiguous-name': { severity: 'error', title: { zh: '一个名称有两种解释', en: 'A name that means two things' } },
  // --- conditions ---------------------------------------------------------------------------------------------------
  'empty-condition': { severity: 'error', title: { zh: '空的 all / any', en: 'An empty all or any' } },
  'mixed-condition': {
    severity: 'error',
    title: { zh: '同一处并列了 all / any / not', en: 'More than one of all, any, not in one place' },
  },
  'operator-type': {
    severity: 'error',
    title: { zh: '运算不适合这种字段', en: 'An operator that does not fit the type of the fact' },
  },
  'value-type': {
    severity: 'error',
    title: { zh: '比较的值与字段类型不符', en: 'A value that does not fit the type of the fact' },
  },
  'field-hidden': {
    severity: 'error',
    title: {
      zh: '印出来的地方用了不公开的字段',
      en: 'A field that is not for everybody, where what it holds is printed',
    },
  },
  'circular-fact': {
    severity: 'error',
    title: { zh: '推算的事实互相依赖', en: 'Derived facts that depend on each other in a circle' },
  },
  // --- standards ----------------------------------------------------------------------------------------------------
  'limit-count': { severity: 'error', title: { zh: '时限应当恰好一个', en: 'Not exactly one limit' } },
  'link-ambiguous': {
    severity: 'error',
    title: { zh: '记录之间如何对应不明确', en: 'How two record types are linked is not clear' },
  },
  'match-missing': {
    severity: 'error',
    title: { zh: '没有说明如何对应', en: 'It is not said how the records are matched' },
  },
  'owner-ambiguous': {
    severity: 'error',
    title: { zh: '记录属于谁不明确', en: 'Which owner a record belongs to is not clear' },
  },
  'charge-unknown': { severity: 'error', title: { zh: '责任人写法不对', en: 'Who answers cannot be read' } },
  'clause-missing': { severity: 'warning', title: { zh: '标准没有引用条款', en: 'A standard that cites no clause' } },
  'clause-open': {
    severity: 'error',
    title: { zh: '登记的条款没有被任何标准引用', en: 'A registered clause that nothing cites' },
  },
  'same-check': {
    severity: 'error',
    title: { zh: '两项标准检查的完全一样', en: 'Two standards that check exactly the same' },
  },
  'never-applies': {
    severity: 'warning',
    title: { zh: '永远不成立的条件', en: 'A condition that can never hold' },
  },
  'overlapping-check': {
    severity: 'warning',
    title: {
      zh: '两项标准只差条件，一项包含另一项',
      en: 'Two standards alike but for a condition that includes the other',
    },
  },
  'exemption-swallows': {
    severity: 'warning',
    title: { zh: '免责把标准架空了', en: 'Exemptions that leave nothing of their standard' },
  },
  'shadowed-branch': {
    severity: 'warning',
    title: { zh: '永远轮不到的分支', en: 'A branch that is never reached' },
  },
  'never-reachable': {
    severity: 'warning',
    title: { zh: '永远达不到的要求', en: 'A demand that can never be met' },
  },
  'always-met': {
    severity: 'warning',
    title: { zh: '总能达到的要求', en: 'A demand that is always met' },
  },
  'translation-missing': { severity: 'warning', title: { zh: '文字只有一种语言', en: 'Texts in one language only' } },
  'value-overwritten': {
    severity: 'warning',
    title: {
      zh: '公布过的数被改写，会重判以前的记录',
      en: 'A published value overwritten: the past would be judged anew',
    },
  },
  'published-unreadable': {
    severity: 'error',
    title: { zh: '公布时的数（published.json）读不出', en: 'The published values (published.json) cannot be read' },
  },
  // --- scorecards and grades ----------------------------------------------------------------------------------------
  'marks-total': { severity: 'error', title: { zh: '满分合计不是 100', en: 'The marks do not total 100' } },
  'bands-broken': { severity: 'error', title: { zh: '等级分数线不成立', en: 'Grade bands that do not work' } },
  'standards-none': { severity: 'error', title: { zh: '选不到任何标准', en: 'A selection that matches no standard' } },
  'standards-twice': {
    severity: 'error',
    title: { zh: '同一标准在一张考评表里计了两次', en: 'One standard in two items of a scorecard' },
  },
  'standard-not-scored': {
    severity: 'info',
    title: { zh: '没有考评表、奖惩用到的标准', en: 'Standards that no scorecard and no outcome takes' },
  },
  'post-unheld': {
    severity: 'warning',
    title: { zh: '考评表的岗位无人担任', en: 'A scorecard for posts that nobody holds' },
  },
  'post-twice': { severity: 'error', title: { zh: '一个岗位有两张考评表', en: 'A post with two scorecards' } },
  'method-missing': { severity: 'error', title: { zh: '没有说明计分方法', en: 'No method of scoring' } },
  'per-cases-missing': {
    severity: 'error',
    title: { zh: '按件评判的扣分没有写每多少件', en: 'Deductions per case without “per: 100 cases”' },
  },
  'fairness-weakened': { severity: 'warning', title: { zh: '放宽了公平设置', en: 'A fairness setting was weakened' } },
  'review-overdue': { severity: 'warning', title: { zh: '参数已过复核日期', en: 'A parameter past its review date' } },
  // --- the folder of an appraisal -----------------------------------------------------------------------------------
  'setup-missing': { severity: 'error', title: { zh: '没有 appraisal.yaml', en: 'There is no appraisal.yaml' } },
  'period-unknown': { severity: 'error', title: { zh: '考评周期写法不对', en: 'A period that cannot be read' } },
  'people-missing': {
    severity: 'error',
    title: { zh: '没有人员名册或名册为空', en: 'There is no roster, or it is empty' },
  },
  'people-none-in-period': {
    severity: 'error',
    title: { zh: '考评周期内没有任何在岗人员', en: 'Nobody is in post during the period' },
  },
  'records-missing': { severity: 'error', title: { zh: '没有任何记录', en: 'There are no records' } },
  'records-unmatched': {
    severity: 'warning',
    title: { zh: '文件不对应任何记录类型', en: 'A file that feeds no record type' },
  },
  'records-changed': {
    severity: 'error',
    title: { zh: '两次读取之间记录变了', en: 'Records that changed between two readings' },
  },
  'workbook-is-text': {
    severity: 'info',
    title: {
      zh: '叫作工作簿的文件其实是文字，或相反',
      en: 'A file called a workbook that is really text, or the other way about',
    },
  },
  'copy-not-marked': {
    severity: 'info',
    title: { zh: '旧格式（.xls）的工作簿不做标注副本', en: 'No marked copy of a workbook of the old format (.xls)' },
  },
  'rows-hidden': { severity: 'info', title: { zh: '工作表里有隐藏的行', en: 'Hidden rows of a sheet' } },
  'header-missing': { severity: 'error', title: { zh: '缺少必需的列', en: 'A required column is missing' } },
  'header-twice': { severity: 'error', title: { zh: '两列是同一个字段', en: 'Two columns for one field' } },
  'header-unknown': { severity: 'warning', title: { zh: '不认识的列', en: 'A column that feeds no field' } },
  'format-unknown': { severity: 'error', title: { zh: '暂不读取的文件格式', en: 'A file format that is not read' } },
  'database-unreachable': {
    severity: 'error',
    title: { zh: '连不上数据库', en: 'The database cannot be reached' },
  },
  'query-refused': {
    severity: 'error',
    title: { zh: '数据库没有答复这个查询', en: 'A query that the database does not answer' },
  },
  'query-order': {
    severity: 'error',
    title: { zh: '查询没有排定各行的先后', en: 'A query that does not settle the order of its rows' },
  },
  'roster-row': {
    severity: 'warning',
    title: { zh: '人员名册里有一行没有采用', en: 'A row of the roster that was not taken' },
  },
  'staff-number-twice': {
    severity: 'error',
    title: { zh: '一个工号有两个姓名或两种写法', en: 'One staff number with two names, or written in two ways' },
  },
  'spell-reversed': { severity: 'error', title: { zh: '任职结束早于开始', en: 'A spell that ends before it starts' } },
  'spells-overlap': { severity: 'error', title: { zh: '同一人两段任职重叠', en: 'Two spells of one person overlap' } },
  'reports-to-unknown': {
    severity: 'warning',
    title: { zh: '上级不在名册里', en: 'Somebody reports to a person who is not in the roster' },
  },
  'reports-in-circle': {
    severity: 'error',
    title: { zh: '上下级关系绕成一圈', en: 'A reporting line that runs in a circle' },
  },
  'confirmation-unmatched': {
    severity: 'error',
    title: { zh: '确认没有对应的建议', en: 'A confirmation of something that was not proposed' },
  },
  'adjustment-unmatched': {
    severity: 'error',
    title: { zh: '申诉对不上任何检查结果或考评部分', en: 'An appeal that matches no finding and no section' },
  },
  'adjustment-early': {
    severity: 'error',
    title: { zh: '申诉的日期早于所涉的检查结果', en: 'An appeal dated before what it is about' },
  },
  'adjustment-conflict': {
    severity: 'error',
    title: { zh: '同一对象有两种改判', en: 'Two decisions on one thing that differ' },
  },
  'adjustment-own-case': {
    severity: 'error',
    title: { zh: '申诉由当事人自己决定', en: 'An appeal decided by the person concerned' },
  },
  'adjustment-no-effect': {
    severity: 'error',
    title: { zh: '改判不改变任何结果', en: 'A decision that changes nothing' },
  },
  'adjustment-lowers': {
    severity: 'error',
    title: { zh: '改判反而降低申诉人的得分', en: 'A decision that lowers the score of whoever appealed' },
  },
  'notice-unmatched': {
    severity: 'error',
    title: { zh: '扣分告知对不上任何检查结果', en: 'A notice that matches no finding' },
  },
  'notice-early': {
    severity: 'error',
    title: { zh: '告知的日期早于检查结果', en: 'A notice dated before its finding' },
  },
  'notice-conflict': {
    severity: 'error',
    title: { zh: '同一检查结果登记了不同的告知日期', en: 'One finding told on different days' },
  },
  'notices-missing': {
    severity: 'warning',
    title: { zh: '要求按时告知，却没有告知登记表', en: 'Misses must be told, and there is no register of notices' },
  },
  'notices-due': {
    severity: 'info',
    title: { zh: '还有扣分没有告知本人', en: 'Misses that are still to be told' },
  },
  'waiver-unused': {
    severity: 'warning',
    title: { zh: '没有用到的免考核事项', en: 'A waiver that exempts nothing' },
  },
  'waiver-expired': {
    severity: 'warning',
    title: { zh: '已过期的免考核事项', en: 'A waiver that ended before the period' },
  },
  'round-role': {
    severity: 'error',
    title: { zh: '考评小组没有这种身份', en: 'No such role on the panel' },
  },
  'round-twice': {
    severity: 'error',
    title: { zh: '考评小组里有人写了两次', en: 'Somebody who stands twice on the panel' },
  },
  'round-own-case': {
    severity: 'error',
    title: { zh: '本人审批、确认自己的考评', en: 'Somebody who approves or confirms in their own case' },
  },
  'round-refused': {
    severity: 'error',
    title: { zh: '考评还不能到这个阶段', en: 'The round cannot be at that state yet' },
  },
  'final-refused': {
    severity: 'error',
    title: { zh: '还不能定稿', en: 'The results cannot be final yet' },
  },
  'final-kept': {
    severity: 'error',
    title: { zh: '已定稿的结果不覆盖', en: 'Final results are not overwritten' },
  },
  'reissue-refused': {
    severity: 'error',
    title: { zh: '不能重新出具', en: 'Results that cannot be issued anew' },
  },
  'template-broken': {
    severity: 'error',
    title: { zh: '规则包自己的模板有误，印不出来', en: 'A template of the pack’s own cannot be printed' },
  },
  'out-refused': {
    severity: 'error',
    title: { zh: '结果文件夹不能写入', en: 'The folder for results cannot be written' },
  },
  'browser-missing': {
    severity: 'error',
    title: { zh: '没有可以印制 PDF 的浏览器', en: 'There is no browser to print PDFs' },
  },
  'print-failed': {
    severity: 'error',
    title: { zh: '浏览器没有印成 PDF', en: 'The browser did not print the PDFs' },
  },
  'history-unreadable': {
    severity: 'error',
    title: { zh: '往期结果无法使用', en: 'An earlier appraisal that cannot be used' },
  },
  'history-altered': {
    severity: 'error',
    title: { zh: '往期结果被改动过', en: 'An earlier appraisal that was altered' },
  },
  'history-unchecked': {
    severity: 'info',
    title: { zh: '往期结果无从核对', en: 'An earlier appraisal that cannot be checked' },
  },
  'history-doubled': {
    severity: 'error',
    title: {
      zh: '往期结果重复、重叠或不早于本期',
      en: 'Earlier appraisals that are doubled, overlap or are not earlier',
    },
  },
  'history-foreign': {
    severity: 'warning',
    title: { zh: '往期结果像是别处的', en: 'An earlier appraisal that seems to be of others' },
  },
  'history-row': {
    severity: 'error',
    title: { zh: '上期成绩表里的行读不成', en: 'A row of earlier scores that cannot be used' },
  },
  'calendar-year': {
    severity: 'error',
    title: { zh: '节假日表没有这一年', en: 'The holiday table does not cover the year' },
  },
  // --- the maintenance workbook -------------------------------------------------------------------------------------
  'limits-unreadable': {
    severity: 'error',
    title: { zh: '不是这个规则包的标准维护表', en: 'No maintenance workbook of this pack' },
  },
  'limits-row': { severity: 'error', title: { zh: '维护表里的行对不上号', en: 'A row that is no number of the pack' } },
  'limits-value': {
    severity: 'error',
    title: { zh: '维护表里的数值写法不对', en: 'A value in the workbook that cannot be read' },
  },
  'limits-date': {
    severity: 'error',
    title: { zh: '改动的生效日期缺失或不对', en: 'A change whose day is missing or too early' },
  },
  'limits-locked': {
    severity: 'error',
    title: { zh: '这个数不能在维护表里改', en: 'A number that is not changed in the workbook' },
  },
  'limits-conflict': {
    severity: 'error',
    title: { zh: '导出之后规则包里的数也改了', en: 'A number that the pack has changed since the export' },
  },
  'limits-ignored': {
    severity: 'warning',
    title: { zh: '维护表里的这处改动不读', en: 'A change in the workbook that is not read' },
  },
} as const satisfies Record<string, DiagnosticCodeEntry>

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES
