package quantity

import "testing"

func TestFindInTables(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unit column", "序号\t指标\t单位\t2021年\t2022年\n1\t普法宣传\t场次\t30\t42\n2\t罚没款\t万元\t12.5\t41.6\n3\t调解成功率\t%\t98\t99.3\n",
			"30 场次, 42 场次, 125000 元, 416000 元, 98 %, 99.3 %"},
		{"bare years as heads", "指标\t单位\t2021\t2022\n行政检查\t家次\t1,150\t1，238\n", "1150 家次, 1238 家次"},
		{"unit in the head of the column", "项目\t数量（件）\t金额(万元)\t参与人次\n行政处罚\t12\t3.6\t200\n", "12 件, 36000 元, 200 人次"},
		{"unit in the head of the row", "行政处罚（件）\t12\t15\n行政检查（次）\t35\t40\n", "12 件, 15 件, 35 次, 40 次"},
		{"unit in the next cell", "发放资料\t500\t份\n受众\t约1200\t人次\n", "500 份, ~1200 人次"},
		{"caption", "表1 罚没情况 单位：万元\n年份\t金额\n2021\t3.5\n2022\t4\n", "35000 元, 40000 元"},
		{"qualified figures", "指标\t单位\t完成\n宣传\t场\t近40\n资料\t份\t3000余\n培训\t次\t4以上\n", "~40 场, >3000 份, >4 次"},
		{"figures with their unit", "指标\t完成情况\n普法宣传\t35场\n调解成功率\t99％\n", "35 场, 99 %"},
		{"no unit anywhere", "序号\t姓名\t电话\n1\t张某\t13800138000\n2\t李某\t88123456\n", ""},
		{"单位 of another sense", "单位\t人数（人）\n司法所\t5\n派出所\t12\n", "5 人, 12 人"},
		{"nothing to report", "指标\t单位\t数量\n行政复议\t件\t0\n行政应诉\t件\t—\n", "0 件"},
		{"text around it", "共3次。\n指标\t单位\t数量\n检查\t次\t9\n另有2次。\n", "3 次, 9 次, 2 次"},
		{"a table ends its head", "指标\t单位\n\n甲\t5\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := brief(Find(tt.text)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}
